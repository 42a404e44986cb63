"""Take the inspector's picture for docs/what-you-get.md: `python docs/picture.py`. Needs Chromium and `.[browser]`.

The page is the handwritten one of `make demo`; as WebP the picture has some 70 kB.
"""

from __future__ import annotations

import base64
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from articlextract.inspect import write_report
from articlextract.options import Options
from articlextract.pipeline import read_with_blocks
from articlextract.records import RawPage

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "examples" / "demo_page.html"
URL = "https://courier.example/2024/09/holm-ferry/"
PICTURE = HERE / "inspector.webp"
SIZE = {"width": 1280, "height": 1120}
QUALITY = 50


def main() -> None:
    report = write_report(read_with_blocks(RawPage(PAGE.read_bytes(), url=URL), Options()))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(report, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(file.as_uri())
        page.locator(".b.r-share").first.hover()
        taken = page.context.new_cdp_session(page).send(
            "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
        )
        browser.close()
    PICTURE.write_bytes(base64.b64decode(taken["data"]))
    print(f"written: {PICTURE.relative_to(HERE.parent)}, {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
