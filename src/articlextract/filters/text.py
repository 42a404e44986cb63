"""What flattened text says of itself line by line: the headline, lists of other pages, the author, comments.

It looks at lines alone; what the other filters make of a page's lines they make of these too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Blocks, Finding, Role
from ._headings import STARTS, is_sure
from ._text_comments import heads_comments
from ._text_lists import MAX_HEADING, find_lists
from ._text_share import is_share_row
from ._vocabulary import phrases

_ABOUT = phrases(
    """
    about the author|about author|the author|über den autor|über die autorin|à propos de l'auteur
    sobre el autor|sobre la autora|sobre o autor|sull'autore|over de auteur|o autorze|об авторе
    """
)
_ABOUT_STARTS = frozenset([line[:5] for line in _ABOUT])
# What the first words of a paragraph about its writer hold, in part or whole.
_JOBS = (
    "writer", "author", "journalist", "editor", "reporter", "blogger", "columnist", "correspondent", "contributor",
    "freelance", "founder", "photographer", "autor", "redakteur", "journaliste", "rédact", "periodista", "redactor",
    "giornalist", "scrittr", "jornalista", "schrijver", "dziennikar", "redaktor", "журналист", "автор", "редактор",
    "skribent", "forfatter", "kirjoittaja", "yazar", "作家", "記者", "记者", "编辑", "ライター",
)  # fmt: skip
_OPENING_WORDS = 14  # of the paragraph
_MAX_NAME, _MAX_NAME_WORDS = 40, 4
_MIN_BIO, _MAX_BIO = 40, 1200  # characters
_IN_NAMES = dict.fromkeys(map(ord, " .-'’"))  # signs that names hold


def find_in_text(blocks: Blocks, headline: int | None, *, sure: bool) -> list[Finding]:
    """All that the lines of a flattened text say, given which of them the model takes for the headline."""
    texts = [block.text for block in blocks.items]
    short = [text.casefold() if len(text) <= MAX_HEADING else "" for text in texts]
    found = list(find_lists(texts, short))
    found += [Finding(i, i + 1, Role.SHARE, "share row", True) for i, text in enumerate(texts) if is_share_row(text)]
    if headline is not None:
        found.append(Finding(headline, headline + 1, Role.TITLE, "line like a headline", sure))
    start = 0 if headline is None else headline + 1
    found += _authors(texts, short, start)
    found += _comments(short, start)
    return found


def _authors(texts: Sequence[str], short: Sequence[str], start: int) -> Iterator[Finding]:
    """A name alone on its line and a paragraph about its bearer, below the story or below "About the author"."""
    for i in range(start, len(texts) - 1):
        line = short[i]
        if not line or len(line) > _MAX_NAME:
            continue
        if line[:5] in _ABOUT_STARTS and line.strip(" :") in _ABOUT:
            yield Finding(i, _end_of_box(texts, i), Role.BYLINE, f"heading '{texts[i]}'", True)
        elif _MIN_BIO <= len(texts[i + 1]) <= _MAX_BIO and _is_name(texts[i]) and _is_bio(texts[i], texts[i + 1]):
            closes = i + 2 == len(texts) or _heads_list(short[i + 2])
            yield Finding(i, i + 2, Role.BYLINE, "name with a paragraph about its bearer", closes)


def _end_of_box(texts: Sequence[str], at: int) -> int:
    """The end of what stands below its heading: up to the first paragraph, three lines at most."""
    end = at + 1
    while end < min(at + 4, len(texts)) and len(texts[end]) <= _MAX_BIO:
        end += 1
        if len(texts[end - 1]) >= _MIN_BIO:
            break
    return end


def _is_name(line: str) -> bool:
    """Whether a line can be somebody's name and nothing else.

    >>> _is_name("Mara Lindqvist"), _is_name("What the harbour needs"), _is_name("Next steps:")
    (True, False, False)
    """
    words = line.split()
    if len(words) > _MAX_NAME_WORDS or any(word[0].islower() for word in words):
        return False
    return line[-1] != "." and line.translate(_IN_NAMES).isalpha()


def _is_bio(name: str, text: str) -> bool:
    opening = " ".join(text[:300].casefold().split()[:_OPENING_WORDS])
    return any(job in opening for job in _JOBS) or text.startswith(f"{name} is ")


def _heads_list(line: str) -> bool:
    return (line[:3] in STARTS and is_sure(line)) or heads_comments(line)


def _comments(short: Sequence[str], start: int) -> Iterator[Finding]:
    """From the line that heads the comments to the end, or to a list of other pages."""
    for i in range(start, len(short)):
        line = short[i]
        if line and len(line) <= _MAX_NAME and heads_comments(line):
            end = i + 1
            while end < len(short) and not (short[end][:3] in STARTS and is_sure(short[end])):
                end += 1
            yield Finding(i, end, Role.COMMENT, f"heading '{line}'")
            return
