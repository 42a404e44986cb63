"""The words that say what a date beside them is: of publication, of a change, of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from ..wordsets import WordSet, has_digit


class Says(Enum):
    """What the words beside a date make of it."""

    NOTHING = "nothing"
    PUBLISHED = "published"
    CHANGED = "changed"
    OTHER = "other"  # the day somebody joined, an offer ends, the last reply came


_CHANGED = """
    updated update modified edited revised reviewed aktualisiert geändert stand bearbeitet aktualisierung änderung
    modifié modifiée jour actualizado actualizada actualización modificado aggiornato modificato aggiornamento
    atualizado atualizada atualização bijgewerkt gewijzigd zaktualizowano aktualizacja обновлено обновлён изменено
    uppdaterad opdateret oppdatert endret päivitetty muokattu güncelleme güncellenme
    تحديث עודכן
"""
_PUBLISHED = """
    published posted created publication started submitted veröffentlicht erstellt erschienen gepostet eingestellt
    publié publiée publicado publicada publicación pubblicato pubblicata gepubliceerd geplaatst opublikowano dodano
    utworzono опубликовано создано publicerad publisert publiceret udgivet julkaistu yayınlanma نشر نشره نشرت
    النشر انتشار פורסם
"""
_OTHER = """
    joined founded born died expires expiry deadline registered registriert beigetreten inscrit registrado registrato
"""
_LAST = frozenset(
    "last latest newest letzter letzte letztes dernier dernière último última ultimo ultima laatste".split()
)
_DEEDS = frozenset(
    """post reply activity visit seen login online message comment beitrag antwort besuch aktivität message réponse
    respuesta mensaje risposta messaggio resposta mensagem bericht reactie""".split()
)
_WORDS = {
    **dict.fromkeys(_CHANGED.split(), Says.CHANGED),
    **dict.fromkeys(_PUBLISHED.split(), Says.PUBLISHED),
    **dict.fromkeys(_OTHER.split(), Says.OTHER),
}
# Of scripts without spaces, where the label and its word are one.
_FRAGMENTS = {"更新": Says.CHANGED, "修正": Says.CHANGED} | dict.fromkeys(
    ("公開", "投稿", "掲載", "公表", "作成", "發布", "发布", "發表", "发表", "입력", "등록"), Says.PUBLISHED
)
_FIRST_IN_FRAGMENTS = min(map(min, _FRAGMENTS))
_LABELS = frozenset(_WORDS) | _DEEDS
_WORD = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r"[|•·●()]|\s[\u2013\u2014-]\s|\s[»>]\s|(?<!\d)\s/\s|\s/\s(?!\d)")  # between the parts of a byline
_SHORTEST, _TAIL = (
    6,
    45,
)  # characters of a part that can hold a date; of what stands before a label that follows its date


class Part(NamedTuple):
    """A stretch of a line, and what the line says of the date in it."""

    text: str
    says: Says


def label_of(word: str) -> Says:
    """What one lower-cased word says."""
    says = _WORDS.get(word)
    if says is None and not word.isascii():
        return next((kind for fragment, kind in _FRAGMENTS.items() if fragment in word), Says.NOTHING)
    return says or Says.NOTHING


def label_in(text: str) -> Says:
    """What the last label in a few words says.

    >>> label_in("Last updated:"), label_in("Jane Doe")
    (<Says.CHANGED: 'changed'>, <Says.NOTHING: 'nothing'>)
    """
    if not has_label(text):
        return Says.NOTHING  # as of most
    found = (label_of(word) for word in reversed(_WORD.findall(text.lower())))
    return next((says for says in found if says is not Says.NOTHING), Says.NOTHING)


def labelled(text: str) -> Iterator[Part]:
    """The parts of a line, each with what the label before it says of it, or right after it.

    >>> [(part.text, part.says.value) for part in labelled("Posted May 1, 2020 | Updated May 3, 2020")]
    [('Posted May 1, 2020 | ', 'published'), ('Updated May 3, 2020', 'changed')]
    >>> [part.says.value for part in labelled("Zuletzt am 3. Mai 2020 bearbeitet")]
    ['changed']
    """
    if not has_digit(text):
        return
    if not has_label(text):
        if len(text) >= _SHORTEST:
            yield Part(text, Says.NOTHING)
        return
    starts, kinds = [0], [Says.NOTHING]
    last = ""
    for match in _WORD.finditer(text):
        word = match[0].lower()
        says = Says.OTHER if word in _DEEDS and last in _LAST else label_of(word)
        last = word
        if says is not Says.NOTHING:
            starts.append(match.start())
            kinds.append(says)
    ends = [*starts[1:], len(text)]
    if len(starts) > 1 and not has_digit(text[starts[1] : ends[1]]):
        kinds[0] = kinds[1]  # the label follows its date
        starts[0] = max(0, ends[0] - _TAIL)
    for start, end, says in zip(starts, ends, kinds, strict=True):
        if end - start >= _SHORTEST and has_digit(text[start:end]):
            yield Part(text[start:end], says)


def has_label(text: str) -> bool:
    """Whether a word in it says what a date beside it is."""
    return _NAMED_LABELS.in_line(text)


def _has_foreign_label(text: str) -> bool:
    if not _LABELS.isdisjoint(_WORD.findall(text.lower())):
        return True
    return max(text) >= _FIRST_IN_FRAGMENTS and any(fragment in text for fragment in _FRAGMENTS)


_NAMED_LABELS = WordSet(_LABELS, _has_foreign_label)


def pieces_of(part: Part) -> Iterator[Part]:
    """What the marks in a part set apart: the name before a date, the section after it.

    >>> [piece.text for piece in pieces_of(Part("Jane Doe | 4 May 2020 | Boats", Says.NOTHING))]
    [' 4 May 2020 ']
    """
    for text in _CUT.split(part.text):
        if _SHORTEST <= len(text) < len(part.text) and has_digit(text):
            yield Part(text, part.says)
