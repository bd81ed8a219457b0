"""Where is a Chromium the browser tests can drive — and how is one got where there is none?"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ITS_OWN = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)


def find(environment: Mapping[str, str]) -> str:
    """The path of a Chromium that answers, or ''. FILIFORM_CHROMIUM=none asks for no browser."""
    named = environment.get("FILIFORM_CHROMIUM", "")
    if named == "none":
        return ""
    found = (shutil.which(name, path=environment.get("PATH")) for name in NAMES)
    return next((path for path in (named, *found) if path and answers(path)), "")


def find_or_install() -> tuple[str, str]:
    """The path of a Chromium, or '' and why there is none."""
    path = find(os.environ) or of_playwright()
    if path:
        return path, ""
    from_debian = debian.install("chromium")
    if path := find(os.environ):
        return path, ""
    print("Installing Chromium through playwright ...", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if path := of_playwright():
        return path, ""
    said = done.stderr.strip().splitlines() or ["it does not start"]
    return "", f"{from_debian or 'chromium does not start'}; playwright: {said[-1]}"


def of_playwright() -> str:
    """The Chromium playwright brought itself, if it did and if it answers."""
    done = subprocess.run(
        [sys.executable, "-c", ITS_OWN], capture_output=True, text=True, check=False
    )
    path = done.stdout.strip()
    return path if path and Path(path).exists() and answers(path) else ""


def answers(path: str) -> bool:
    """Does it start at all? (A wrapper script may stand in for a browser that is not there.)"""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
