"""Pages whose UTF-8 was encoded twice."""

from __future__ import annotations

import pytest

from articlextract import extract_html
from articlextract.parse.twice import encoded_once

LINE = "The ferry’s crew – “all nine” – ate crêpes at Żółw’s, and déjà vu…"


def twice(text: str, codec: str) -> bytes:
    """As a program writes it that reads UTF-8 as windows-1252 or Latin-1, as browsers do."""
    read = "".join([bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode()])
    return read.encode()


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
@pytest.mark.parametrize("text", [LINE, "Паром вернулся в порт", "渡し船は港に戻った"])
def test_is_read_as_it_was_meant(text: str, codec: str) -> None:
    assert encoded_once(twice(f"<p>{text}</p>", codec)).decode() == f"<p>{text}</p>"


def test_the_page_of_such_bytes() -> None:
    page = twice(f"<title>The Ferry’s Year</title><article><h1>The Ferry’s Year</h1><p>{LINE}</p></article>", "cp1252")
    article = extract_html(page)
    assert (article.title, article.text) == ("The Ferry’s Year", LINE)


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        "Once upon a time",
        "« Le passé », dit-elle : « l’été dernier »",
        "So â€™ looks, and so Ã©, in the café",  # an example in a page that is right
        "Ã© alone",
        twice(LINE, "cp1252").decode() + " and one that is right: ’",
    ],
)
def test_other_pages_stay_as_they_are(text: str) -> None:
    assert encoded_once(text.encode()) == text.encode()
