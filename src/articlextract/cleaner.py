"""Flattened pages of one site: lines that recur over them are no page's story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from .article import Article
from .errors import InputTypeError
from .options import Options
from .parse.plain import text_of
from .pipeline import read_text
from .records import Finding, Lines, Role

DEFAULT = Options()

_LEAST_PAGES = 3
_LEAST_SHARE = 0.2  # of the pages that a line must stand on
_LONG = 25  # characters; "Ingredients" recurs on a site of recipes, and belongs to each
_MAX_LINES = 500_000  # different lines that are counted


class TextCleaner:
    """Reads texts of one site, having seen some of its pages.

    >>> pages = [f"Home\\nTides and harbours\\nWrite to us by Friday noon\\n\\n{n} boats came in." for n in range(4)]
    >>> cleaner = TextCleaner(pages)
    >>> sorted(cleaner.recurring)
    ['home', 'tides and harbours', 'write to us by friday noon']

    `recurring` are the lines, in small letters, that stand on at least three of the pages and on one in
    five. Nothing more is learned when texts are read: the same text always gives the same Article.

    Attributes:
        recurring: those lines.
        pages: how many pages they were learned from.
    """

    def __init__(self, site_pages: Iterable[str | bytes]) -> None:
        from .blocks.lines import cut_lines  # what pages with markup do without

        counts: Counter[str] = Counter()
        self.pages = 0
        for page in site_pages:
            self.pages += 1
            lines = {line.casefold() for line in cut_lines(_as_text(page)).texts}
            counts.update(lines if len(counts) < _MAX_LINES else lines & counts.keys())
        least = max(_LEAST_PAGES, _LEAST_SHARE * self.pages)
        self.recurring = frozenset(line for line, count in counts.items() if count >= least)

    def extract_text(self, text: str | bytes, url: str | None = None, *, options: Options = DEFAULT) -> Article:
        """As `articlextract.extract_text`; lines that recur on the site are no content.

        Raises:
            ParseError: the bytes are of another kind, for example a PDF.
            InputTypeError: it is neither str nor bytes.
        """
        return read_text(_as_text(text), url, options, find=self._find)

    def _find(self, lines: Lines) -> Iterator[Finding]:
        """A short line counts only beside another, as in a menu: alone it may be every story's sub-heading."""
        known = [line.casefold() in self.recurring for line in lines.texts]
        for i, is_known in enumerate(known):
            beside = known[i - 1 : i] + known[i + 1 : i + 2] if i else known[1:2]
            if is_known and (len(lines.texts[i]) >= _LONG or any(beside)):
                yield Finding(i, i + 1, Role.OTHER, "recurs over the site's pages", certain=True)


def _as_text(text: object) -> str:
    if isinstance(text, (bytes, bytearray, memoryview)):
        return text_of(bytes(text))
    if not isinstance(text, str):
        raise InputTypeError(f"a page's text is str or bytes, not {type(text).__name__}")
    return text
