"""What a `<pre>` says about its code: the language, and whether it only numbers the lines of another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# language-js, lang-py, highlight-source-shell (GitHub), highlight-python (Sphinx), brush: css, src-emacs-lisp (Org)
_STATED = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|highlight-|src-|brush:\s?)([\w+#.-]{1,30})(?=[\s;]|$)"
)
_HIGHLIGHTERS = frozenset({"hljs", "sourceCode", "prism", "shiki"})  # `class="hljs python"`
_NO_LANGUAGE = frozenset(
    "none text plain plaintext default auto nohighlight unknown undefined wrapper wrap toolbar code numbers".split()
)
_ATTRIBUTES = ("data-lang", "data-language")
_NAME = re.compile(r"[\w+#.-]{1,30}")


def read_language(pre: Element) -> str | None:
    """The language that the page states for a `<pre>`, on it, on its `<code>`, or on the two elements around it."""
    elements = [*list(pre.iterchildren("code"))[:1], pre]
    outer = pre.getparent()
    while outer is not None and len(elements) < 4 and outer.tag in ("div", "figure", "td"):
        elements.append(outer)
        outer = outer.getparent()
    for element in elements:
        language = _stated(element)
        if language:
            return language
    return None


def _stated(element: Element) -> str | None:
    names = (element.get("class") or "")[:300]
    candidates = [element.get(name) or "" for name in _ATTRIBUTES]
    candidates += _STATED.findall(names)
    words = names.split()
    if not _HIGHLIGHTERS.isdisjoint(words):
        candidates += [word for word in words if word not in _HIGHLIGHTERS and "-" not in word][:1]
    for candidate in candidates:
        if _NAME.fullmatch(candidate) and candidate.lower() not in _NO_LANGUAGE:
            return candidate.lower()
    return None


def is_line_numbers(text: str) -> bool:
    """Whether a text only counts lines.

    >>> is_line_numbers("1\\n2\\n3"), is_line_numbers("1 2 4"), is_line_numbers("7")
    (True, False, False)
    """
    numbers = text.split()
    if len(numbers) < 2 or not (numbers[0].isdecimal() and len(numbers[0]) < 7):
        return False
    first = int(numbers[0])
    return all(number == str(first + offset) for offset, number in enumerate(numbers))
