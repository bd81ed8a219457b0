"""How does a missing Debian package come onto this machine? As root, or through `sudo -n`."""

import os
import shutil
import subprocess


def install(package: str) -> str:
    """Install a package; answer '' when it is done, and otherwise why it could not be."""
    if not shutil.which("apt-get"):
        return "apt-get is not on this machine"
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not shutil.which("sudo"):
        return f"only root may install {package}, and there is no sudo"
    print(f"Installing Debian's package {package} ...", flush=True)
    frontend = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    updated = _quietly([*frontend, "apt-get", "update"])
    installed = _quietly(
        [*frontend, "apt-get", "install", "-y", "--no-install-recommends", package]
    )
    return "" if not installed else f"apt-get: {installed or updated}"


def _quietly(command: list[str]) -> str:
    """Run it; answer '' when it worked, and otherwise the last line it said."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode == 0:
        return ""
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return said[-1] if said else f"ended with {done.returncode}"
