"""pandas: a column of HTML to columns of fields. Needs `pip install pandas`."""

from __future__ import annotations

from typing import Any

import pandas as pd

import articlextract

FIELDS = ("title", "authors", "date", "language", "text", "status")


def read_row(html: Any, url: str | None = None) -> dict[str, Any]:
    """The fields of one page; a row that holds no page has a status of its own and no values."""
    try:
        article = articlextract.extract_html(html, url, fields=FIELDS)  # what has no column is not read
    except articlextract.ArticlextractError:
        return {**dict.fromkeys(FIELDS), "status": "error"}
    names = [author.name for author in article.authors]
    return {**{name: getattr(article, name) for name in FIELDS}, "authors": names, "status": article.status.value}


def add_fields(frame: pd.DataFrame, html: str = "html", url: str | None = None) -> pd.DataFrame:
    """The frame with a column for each of FIELDS; `url` names the column of addresses, if there is one."""
    # a missing address is NaN in some columns and None in others
    urls = [address if isinstance(address, str) else None for address in frame[url]] if url else [None] * len(frame)
    rows = [read_row(page, address) for page, address in zip(frame[html], urls, strict=True)]
    return frame.join(pd.DataFrame(rows, index=frame.index, columns=list(FIELDS)))
