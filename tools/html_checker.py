"""Where is the Nu HTML checker (vnu), and what does it say about pages?

It comes with the lock (`tools/typescript.sh` fetches both) and needs a Java, from Debian.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tools import debian

ROOT = Path(__file__).resolve().parent.parent
JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
FETCH = ROOT / "tools/typescript.sh"


def missing() -> str:
    """What it lacks on this machine; '' when it can run."""
    if not shutil.which("java"):
        return "Java is not on this machine"
    return "" if JAR.is_file() else "it was not fetched: run make install"


def find_or_install() -> str:
    """'' when it can run, if need be after installing what it lacks; else why it cannot."""
    why = ""
    if not shutil.which("java"):
        why = debian.install("default-jre-headless")
    if not JAR.is_file():
        subprocess.run([FETCH], check=False)
    left = missing()
    return f"{left}; {why}" if left and why else left


def complaints(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Errors and warnings on pages, a line each; one run for all of them.

    Args:
        pages: the HTML of a page by a name for it.
        folder: an empty one, for the pages.
    """
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(html)
        names[path.as_uri().replace("file:///", "file:/")] = name
    command = ["java", "-Xmx256m", "-jar", str(JAR), "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *(str(one) for one in sorted(folder.glob("*.html")))],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout or done.stderr)["messages"]
    return [_line(one, names) for one in said]


def _line(message: Mapping[str, object], names: Mapping[str, str]) -> str:
    where = names.get(str(message.get("url", "")), str(message.get("url", "")))
    kind = message.get("subType") or message["type"]
    line, extract = message.get("lastLine", "?"), str(message.get("extract", "")).strip()
    return f"{where}:{line} {kind}: {message['message']} … {extract}"
