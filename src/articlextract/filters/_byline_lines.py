"""Lines that name an author or state a date, and lines that head a box about an author."""

from __future__ import annotations

from ..dates import MAX_LENGTH, read_date
from ..records import Role
from ..wordsets import has_digit
from ._vocabulary import phrases

_OPENINGS = (
    "by ", "written by", "words by", "words ", "words:", "posted by", "published by", "story by", "report by",
    "reporting by", "author:", "authors:", "photography by", "photography ", "photography:", "photos by", "photos:",
    "photo:", "photo by", "von ", "text:", "text ", "text und ", "autor:", "autorin:", "geschrieben von",
    "veröffentlicht von", "foto:", "fotos:", "par ", "auteur:", "publié par", "rédigé par", "texte:", "texte :", "por ",
    "escrito por", "publicado por", "texto:", "autora:", "di ", "autore:", "scritto da", "pubblicato da", "testo:",
    "a cura di", "door ", "auteur ", "tekst:", "tekst ", "geschreven door", "przez ", "autorka:", "zdjęcia:", "av ",
    "skriven av", "skrevet av", "af ", "skrevet af", "автор:", "автор ", "авторы:", "текст:", "фото:", "источник:",
    "文/", "文：", "文＝", "執筆", "取材", "作者", "記者", "记者", "来源", "來源", "撰文", "글 ", "글:", "기자 ",
)  # fmt: skip
_OPENING_STARTS = frozenset([opening[:2] for opening in _OPENINGS])
_ABOUT = phrases(
    """
    about the author|about the authors|about author|about the writer|meet the author|author bio|über den autor
    über die autorin|über die autoren|zum autor|zur autorin|à propos de l'auteur|à propos de l’auteur|sobre el autor
    sobre la autora|sobre o autor|sobre a autora|sull'autore|sull’autore|over de auteur|o autorze|o autorce|об авторе
    om författaren|om forfatteren|この記事を書いた人|著者プロフィール|关于作者|作者简介
    """
)
ABOUT_STARTS = frozenset([line[:5] for line in (*_ABOUT, "the author")])

_MAX_WORDS = 8  # after "By"
ABOVE, BELOW = 8, 14  # lines around the headline in which bylines and datelines stand


def may_have_role(line: str) -> bool:
    """False where a line in lower case is surely no byline and no date."""
    return line[:2] in _OPENING_STARTS or (len(line) <= MAX_LENGTH and has_digit(line))


def line_role(line: str, text: str, language: str | None) -> Role | None:
    """BYLINE for "By Ann Writer", DATE for a line that is one; `line` is the text in lower case, "" for a long one."""
    if line[:2] in _OPENING_STARTS and line.startswith(_OPENINGS):
        opening = next(opening for opening in _OPENINGS if line.startswith(opening))
        rest = text[len(opening) :].lstrip()
        # "Von der Küste bis zum Gebirge" begins a subtitle, "Von Anna Bauer" a byline.
        if rest and not rest[0].islower() and rest.count(" ") < _MAX_WORDS:
            return Role.BYLINE
    elif line and len(line) <= MAX_LENGTH and has_digit(line):
        return Role.DATE if read_date(line, language) else None
    return None


def heads_author(line: str) -> bool:
    """Whether a line in lower case heads what is said of the author.

    >>> heads_author("about the author:"), heads_author("about the town")
    (True, False)
    """
    return line[:5] in ABOUT_STARTS and line.rstrip(" :") in _ABOUT
