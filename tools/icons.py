"""Which pictures stand for filiform on a tablet's first screen? Drawn from static/img/needle.svg.

python -m tools.icons   writes them anew (needs Chromium); they are committed.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import chromium

IMG = Path(__file__).resolve().parent.parent / "src/filiform/static/img"
PAPER = "#fbfaf7"
# name -> (side in px, share of it that the needle takes; the rest may be cut off by the device)
ICONS = {
    "needle-192.png": (192, 0.8),
    "needle-512.png": (512, 0.8),
    "needle-maskable-512.png": (512, 0.6),
}


def main() -> None:
    drawing = (IMG / "needle.svg").read_text(encoding="utf-8")
    path = chromium.find(os.environ) or sys.exit("no Chromium (set FILIFORM_CHROMIUM)")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=as_root)
        for name, (side, share) in ICONS.items():
            page = browser.new_page(viewport={"width": side, "height": side})
            inner = int(side * share)
            sized = drawing.replace("<svg ", f'<svg width="{inner}" height="{inner}" ')
            page.set_content(
                f'<body style="margin:0;display:grid;place-items:center;height:100vh;'
                f'background:{PAPER}">{sized}'
            )
            page.screenshot(path=IMG / name)
            print(name)
        browser.close()


if __name__ == "__main__":
    main()
