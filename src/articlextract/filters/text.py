"""What flattened text says of itself line by line: the headline, bylines and dates beside it, lists of other pages,
the author, comments, sharing, and the lines that are known by their wording alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Lines, Page, Role
from ._byline_lines import ABOVE, BELOW, heads_author, line_role
from ._fixed_lines import LAST_LINES, NOTICE, find_notices, known_lines
from ._headings import STARTS, is_sure
from ._headline import HEADINGS, Headline, find_headline_line
from ._labels import is_labelled_line
from ._sharing import about_sharing, is_share_row, sharing_runs
from ._survey import MIN_TITLE
from ._text_comments import comment_headings, heads_comments
from ._text_lists import find_lists
from ._text_looks import MAX_BIO, MAX_NAME, MIN_BIO, SHORT, Looks, look_at

# What the first words of a paragraph about its writer hold, in part or whole.
_JOBS = (
    "writer", "author", "journalist", "editor", "reporter", "blogger", "columnist", "correspondent", "contributor",
    "freelance", "founder", "photographer", "autor", "redakteur", "journaliste", "rédact", "periodista", "redactor",
    "giornalist", "scrittr", "jornalista", "schrijver", "dziennikar", "redaktor", "журналист", "автор", "редактор",
    "skribent", "forfatter", "kirjoittaja", "yazar", "作家", "記者", "记者", "编辑", "ライター",
)  # fmt: skip
_AUTHOR = "the author"  # alone on a line; of pages with markup half of these are links
_OPENING_WORDS = 14  # of the paragraph
_MAX_NAME_WORDS = 4
_LABELLED = 2  # lines below the headline of which one that says author and date makes it certain
_IN_NAMES = dict.fromkeys(map(ord, " .-'’"))  # signs that names hold


def find_in_text(lines: Lines, page: Page, headline: int | None, *, sure: bool) -> list[Finding]:
    """All that the lines of a flattened text say, given which of them the model takes for the headline."""
    texts = lines.texts
    seen = look_at(texts)
    short = seen.short
    found = list(find_lists(texts, short, seen.lists))
    found += [Finding(i, i + 1, Role.SHARE, "share row", True) for i in seen.rows if is_share_row(texts[i])]
    start = 0
    if headline is not None:
        found.append(Finding(headline, headline + 1, Role.TITLE, "line like a headline", sure))
        start = headline + 1
    found += _authors(texts, seen, start)
    found += _comments(short, [i for i in seen.comments if i >= start])
    if not lines.pieces:
        found += sharing_runs(seen.low, about_sharing(seen.low, seen.sharing))
        found += _as_on_a_page(lines, page, seen.low, seen.known)
    return found


def _as_on_a_page(lines: Lines, page: Page, low: Sequence[str], places: Sequence[int]) -> list[Finding]:
    """What the filters for pages make of lines; where there are links, they look for themselves.

    `places` are those lines in small letters that may say by their wording what they are.
    """
    texts = lines.texts
    top = find_headline_line(page, texts, lines.tags)
    found = list(_around(top, lines))
    found += [Finding(i, i + 1, role, why, certain=True) for i, role, why in known_lines(low, places)]
    at = max(top.last, len(texts) - LAST_LINES)
    found += [Finding(at + i, at + i + 1, Role.LEGAL, NOTICE, certain=True) for i in find_notices(texts[at:])]
    return found


def _around(top: Headline, lines: Lines) -> Iterator[Finding]:
    """The headline and what stands beside it."""
    first, last, likeness = top
    if first == last:
        return
    texts, tag = lines.texts, lines.tags[first]
    states_title = likeness >= 2 and len(texts[first]) >= MIN_TITLE
    if tag in HEADINGS:
        certain = any(map(is_labelled_line, texts[last : last + _LABELLED]))
    else:
        certain = likeness == 5 and states_title
    yield Finding(first, last, Role.TITLE, f"<{tag}> like the page's title", certain)
    for i in range(max(0, first - ABOVE), min(len(texts), last + BELOW)):
        role = line_role(texts[i].casefold() if len(texts[i]) <= SHORT else "", texts[i], None)
        if role is not None:
            yield Finding(i, i + 1, role, f"line that is a {role.value}")
        elif is_labelled_line(texts[i]):
            yield Finding(i, i + 1, Role.BYLINE, "line of author, date, readers", states_title and i >= last)


def _authors(texts: Sequence[str], seen: Looks, start: int) -> Iterator[Finding]:
    """A name alone on its line and a paragraph about its bearer, below the story or below "About the author"."""
    short = seen.short
    boxes = {i for i in seen.boxes if len(texts[i]) <= MAX_NAME and (heads_author(short[i]) or short[i] == _AUTHOR)}
    named = [i for i in seen.named if i >= start]
    for i in sorted(boxes.union(named)) if boxes else named:
        if i in boxes:
            if start <= i < len(texts) - 1:
                yield Finding(i, _end_of_box(texts, i), Role.BYLINE, f"heading '{texts[i]}'", True)
        elif _is_name(texts[i]) and _is_bio(texts[i], texts[i + 1]):
            closes = i + 2 == len(texts) or _heads_list(short[i + 2])
            yield Finding(i, i + 2, Role.BYLINE, "name with a paragraph about its bearer", closes)


def _end_of_box(texts: Sequence[str], at: int) -> int:
    """The end of what stands below its heading: up to the first paragraph, three lines at most."""
    end = at + 1
    while end < min(at + 4, len(texts)) and len(texts[end]) <= MAX_BIO:
        end += 1
        if len(texts[end - 1]) >= MIN_BIO:
            break
    return end


def _is_name(line: str) -> bool:
    """Whether a line can be somebody's name and nothing else.

    >>> _is_name("Mara Lindqvist"), _is_name("What the harbour needs"), _is_name("Next steps:")
    (True, False, False)
    """
    words = line.split()
    if len(words) > _MAX_NAME_WORDS or line[-1] == ".":
        return False
    for word in words:  # a generator would cost as much as all the rest
        if word[0].islower():
            return False
    return line.translate(_IN_NAMES).isalpha()


def _is_bio(name: str, text: str) -> bool:
    if text.startswith(f"{name} is "):
        return True
    opening = " ".join(text[:300].split(None, _OPENING_WORDS)[:_OPENING_WORDS]).casefold()
    return any(map(opening.__contains__, _JOBS))  # half the time of a pattern


def _heads_list(line: str) -> bool:
    return (line[:3] in STARTS and is_sure(line)) or heads_comments(line)


def _comments(short: Sequence[str], places: Sequence[int]) -> Iterator[Finding]:
    """From the line that heads the comments to the end, or to a list of other pages."""
    for i in comment_headings(short, places, MAX_NAME):
        end = i + 1
        while end < len(short) and not (short[end][:3] in STARTS and is_sure(short[end])):
            end += 1
        yield Finding(i, end, Role.COMMENT, f"heading '{short[i]}'")
        return
