"""Links to the previous and the next post: their labels, their arrows, the headline without either."""

from __future__ import annotations

from functools import lru_cache

from ..article import RelatedKind

_PREVIOUS = """
    previous post|previous article|previous story|previous entry|prev post|prev article|older post|older article
    previous|vorheriger beitrag|vorheriger artikel|vorheriger|älterer beitrag|article précédent|billet précédent
    précédent|entrada anterior|artículo anterior|noticia anterior|publicación anterior|anterior
    articolo precedente|precedente|artigo anterior|post anterior|vorig bericht|vorig artikel|vorige|poprzedni wpis
    poprzedni artykuł|poprzedni|предыдущая запись|предыдущая статья|предыдущая|föregående inlägg|forrige innlegg
    förra inlägget
"""
_NEXT = """
    next post|next article|next story|next entry|newer post|newer article|next up|up next|next
    nächster beitrag|nächster artikel|nächster|neuerer beitrag|article suivant|billet suivant|suivant
    entrada siguiente|siguiente entrada|artículo siguiente|siguiente artículo|siguiente noticia|siguiente
    articolo successivo|successivo|próximo artigo|próximo post|próximo|volgend bericht|volgend artikel|volgende
    następny wpis|następny artykuł|następny|следующая запись|следующая статья|следующая|nästa inlägg|neste innlegg
"""
_MARKS = " :|-–—«»‹›←→<>⟵⟶"
_LABELS = sorted(
    (
        (" ".join(label.split()).replace("é", "e"), kind)
        for text, kind in ((_PREVIOUS, RelatedKind.PREVIOUS), (_NEXT, RelatedKind.NEXT))
        for label in text.replace("\n", "|").split("|")
        if label.strip()
    ),
    key=lambda pair: -len(pair[0]),
)
_KINDS = dict(_LABELS)
_STARTS = frozenset(label[:3] for label, _ in _LABELS)
_LONGEST = len(_LABELS[0][0])
_ARROWS = {"←": RelatedKind.PREVIOUS, "«": RelatedKind.PREVIOUS, "‹": RelatedKind.PREVIOUS, "⟵": RelatedKind.PREVIOUS,
           "→": RelatedKind.NEXT, "»": RelatedKind.NEXT, "›": RelatedKind.NEXT, "⟶": RelatedKind.NEXT}  # fmt: skip


def _fold(text: str) -> str:
    """Lower case, French accents off: half the pages write "précedent"."""
    return text.casefold().replace("é", "e").replace("è", "e")


@lru_cache(maxsize=4096)
def _may_be_label(start: str) -> bool:
    """Whether a line that begins with these three characters may begin with such a label; few do."""
    return _fold(start)[:3] in _STARTS


def neighbour_label(line: str) -> RelatedKind | None:
    """NEXT or PREVIOUS when a line is such a label and nothing more.

    >>> neighbour_label("Next Post »"), neighbour_label("Next steps")
    (<RelatedKind.NEXT: 'next'>, None)
    """
    line = line.strip(_MARKS)
    return _KINDS.get(_fold(line)) if len(line) <= _LONGEST and _may_be_label(line[:3]) else None


def split_neighbour(title: str, *, labelled: bool = False) -> tuple[str, RelatedKind | None]:
    """A headline without the label or arrow before or after it, and what they say.

    A label of one word counts only when it is glued to the headline, set off by a mark, or `labelled`:
    the link's place says already that it leads to a neighbour.

    >>> split_neighbour("Previous PostRivers rise again")[0], split_neighbour("Next steps for the port")
    ('Rivers rise again', ('Next steps for the port', None))
    """
    first, last = _ARROWS.get(title[:1]), _ARROWS.get(title[-1:])
    arrow = first if first is RelatedKind.PREVIOUS else last if last is RelatedKind.NEXT else None
    if arrow is not None and not (("«" in title and "»" in title) or ("‹" in title and "›" in title)):
        return _without_label(title.strip(_MARKS), labelled)[0], arrow
    return _without_label(title, labelled) if _may_be_label(title[:3]) else (title, None)


def _without_label(title: str, labelled: bool) -> tuple[str, RelatedKind | None]:
    line = _fold(title[:40])
    for label, kind in _LABELS:
        if line.startswith(label):
            rest = title[len(label) :]
            glued = rest[:1].isupper() or rest.lstrip()[:1] in _MARKS.strip()
            if len(rest.strip(_MARKS)) >= 4 and (glued or ((labelled or " " in label) and rest[:1] == " ")):
                return rest.strip(_MARKS), kind
    return title, None
