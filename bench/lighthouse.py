"""How soon can a page be used on a slow line with a slow device? Lighthouse's mobile profile.

A line of 1.6 Mbit/s with 150 ms to the clinic and back, and a processor four times slower.
"""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.load import free_port
from bench.pages import Asked
from tools import node

SCRIPT = Path(__file__).parent.parent / "tools" / "lighthouse.sh"
SECONDS = {"FCP": "first-contentful-paint", "LCP": "largest-contentful-paint", "TTI": "interactive"}
SCORES = ("performance", "accessibility", "best-practices", "seo")
HEAD = f"{'':<24} {'FCP s':>6} {'LCP s':>6} {'TTI s':>6} {'TBT ms':>6} {'CLS':>6}  scores"


def program() -> str:
    """Where Lighthouse lies; '' where it cannot be fetched."""
    done = subprocess.run([SCRIPT], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def judged(playwright: Any, chromium: str, base: str, page: Asked, *, times: int) -> str:
    """The best of some runs: what else the machine did makes a page only slower."""
    reports = [_report(playwright, chromium, base, page) for _ in range(times)]
    best = min(reports, key=lambda one: one["audits"]["interactive"]["numericValue"])
    audits = best["audits"]
    seconds = [audits[key]["numericValue"] / 1000 for key in SECONDS.values()]
    blocked = audits["total-blocking-time"]["numericValue"]
    shifted = audits["cumulative-layout-shift"]["numericValue"]
    scores = " ".join(f"{best['categories'][key]['score'] * 100:.0f}" for key in SCORES)
    times_said = " ".join(f"{one:>6.2f}" for one in seconds)
    lines = [f"{page.name:<24} {times_said} {blocked:>6.0f} {shifted:>6.3f}  {scores}"]
    return "\n".join([*lines, *(f"    {one}" for one in _faults(best))])


def _faults(report: dict[str, Any]) -> list[str]:
    """What weighs in a score and is not perfect."""
    found = []
    for name, category in report["categories"].items():
        for one in category["auditRefs"]:
            audit = report["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                found.append(f"{name}: {audit['title']} {audit.get('displayValue', '')}".rstrip())
    return found


def _report(playwright: Any, chromium: str, base: str, page: Asked) -> dict[str, Any]:
    port = free_port()
    with TemporaryDirectory(prefix="filiform-lighthouse-") as box:
        context = playwright.chromium.launch_persistent_context(
            f"{box}/profile",
            executable_path=chromium,
            args=[f"--remote-debugging-port={port}", "--no-sandbox", "--disable-quic"],
        )
        if page.session:
            context.add_cookies([{"name": "sessionid", "value": page.session, "url": base}])
        out = Path(box) / "report.json"
        asked = [f"--port={port}", "--output=json", f"--output-path={out}", "--quiet"]
        command = [node.find(), program(), base + page.path, *asked]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        context.close()
        report: dict[str, Any] = json.loads(out.read_text())
    return report
