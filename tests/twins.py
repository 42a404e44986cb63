"""Compiled modules beside their Python twins, and the texts on which those of flattened text are held equal."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from lxml import html

from articlextract.native import compiled

FIXTURES = Path(__file__).parent / "fixtures"
ODD_TEXTS = {
    "empty": "",
    "blank": " \n\t\n\u3000\n",
    "one character": "a",
    "points": "..\n...\na...\n…\n—",
    "surrogates": "\ud800 a tern\n\udfff\nb\udc00",
    "NUL": "a\0b\n\0\nc",
    "astral": "🙂\n🙂 a 𝒷𝒸\nx\n\U0010ffff",
    "unspaced": "海に出た船はまだ戻らない。\n灯台\nวันนี้",
    "white space": " a\u00a0 b\x1e\n\u2028c\x85d \n\t e  f\n(\t\nB",
    "wrapped": "The boats came back at nine with hardly any\nfish, and the market closed at five after\n"
    "all the others had gone home.\n\n"
    "Two lines only, of which the first one fills\nthe width that the others have.",
    "broken at links": "The report by the \nharbour office\n said that all was well, indeed\n.\n(\nmore\n)\n"
    "read it here:\nnow",
    "the same line": "Share\nNews\nShare\n\n|\n—\nshare!",
    "one enormous line": "the ferry was late " * 20_000,
    "one enormous word": "ab" * 70_000,
    "word where the powers begin again": "x " * 32_765 + "abcdefgh ijk",
    "many lines": "\n".join(f"line {i % 97} of it" for i in range(100_000)),
    "many blank lines": "a" + "\n" * 100_000 + "b",
}


def twin(name: str) -> ModuleType:
    """The compiled module; skips where pure Python was asked for, or where nothing can compile."""
    module = compiled(name)
    if module is None:
        if os.environ.get("ARTICLEXTRACT_PURE") or not any(map(shutil.which, ("cc", "gcc", "cl"))):
            pytest.skip(f"{name} is not compiled here")
        pytest.fail(f"{name} is not compiled: `python hatch_build.py`")
    return module


def flat_texts() -> dict[str, str]:
    """The texts of all fixtures, of those with markup by their text nodes, and some odd ones."""
    texts = {path.parent.name: path.read_text("utf-8") for path in sorted(FIXTURES.glob("*/page.txt"))}
    for path in sorted(FIXTURES.glob("*/page.html")):
        texts[path.parent.name] = "\n".join(html.document_fromstring(path.read_bytes()).itertext())
    return texts | ODD_TEXTS
