"""Which site a page belongs to, and which fold of the cross-validation holds that site out."""

from __future__ import annotations

import zlib
from pathlib import Path

FOLDS = 5
FOLD_WEIGHTS = Path(__file__).resolve().parents[1] / "training" / "folds"


def site_of(url: str | None) -> str | None:
    """The registered domain of a URL.

    >>> site_of("https://news.example.co.uk/a")
    'example.co.uk'
    """
    from tld import get_fld

    found = get_fld(url, fail_silently=True, fix_protocol=True) if url else None
    return str(found) if found else None


def fold_of(site: str) -> int:
    """The fold of a site, the same in every run and on every machine."""
    return zlib.crc32(site.encode()) % FOLDS


def held_out_weights(url: str | None, page_id: str) -> Path:
    """The weights that saw no page of this page's site; a page without URL is a site of its own."""
    return FOLD_WEIGHTS / f"fold-{fold_of(site_of(url) or page_id)}.npz"
