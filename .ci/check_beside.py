"""Import articlextract beside trafilatura and newspaper4k, and read one page with each: `check_beside.py PAGE`."""

from __future__ import annotations

import sys
from pathlib import Path

import newspaper
import trafilatura

import articlextract

URL = "https://courier.example/2024/09/holm-ferry/"

html = Path(sys.argv[1]).read_text("utf-8")
theirs = newspaper.Article(URL)
theirs.download(input_html=html)
theirs.parse()
texts = {
    "articlextract": articlextract.extract_html(html, URL).text,
    "trafilatura": trafilatura.extract(html, url=URL) or "",
    "newspaper4k": theirs.text,
}
for name, text in texts.items():
    print(f"{name}: {len(text.split())} words")
    assert "Three times in the past ten years" in text, name
assert "site-packages" in (articlextract.__file__ or ""), "not the installed one"
