"""What the line above a list of other pages says of it."""

from __future__ import annotations

from functools import lru_cache

from ..article import RelatedKind

_KINDS: tuple[tuple[RelatedKind, tuple[str, ...]], ...] = (
    (
        RelatedKind.POPULAR,
        ("popular", "most read", "most popular", "most viewed", "most commented", "most shared", "trending",
         "top stories", "top posts", "beliebt", "meist", "meistgelesen", "meist gelesen", "les plus lus",
         "le plus lu", "populaire", "lo más leído", "lo más visto", "más leíd", "más vist", "più letti", "i più letti",
         "mais lid", "mais vist", "meest gelezen", "populair", "najczęściej czytane", "popularne",
         "самое читаемое", "популярн", "mest läst",
         "mest lest", "人気", "热门", "الأكثر"),
    ),
    (
        RelatedKind.RECENT,
        ("recent", "latest", "newest", "new posts", "most recent", "neueste", "neuste", "aktuelle", "letzte beiträge",
         "derniers", "dernières", "récent", "articles récents", "últimas", "últimos", "entradas recientes",
         "más reciente", "ultime", "ultimi", "articoli recenti", "posts recentes", "mais recente", "recente",
         "laatste", "najnowsze", "ostatnie", "последние", "свежие", "senaste", "siste", "seneste", "最新", "新着"),
    ),
)  # fmt: skip
"""How the line above a list begins -> what kind of list it is; the first that fits counts."""


@lru_cache(maxsize=256)  # the line is asked for each card below it
def kind_of_list(heading: str | None) -> RelatedKind:
    """Whether a list is of the newest or of the most read.

    >>> kind_of_list("Recent Posts"), kind_of_list("Mehr zum Thema")
    (<RelatedKind.RECENT: 'recent'>, <RelatedKind.RELATED: 'related'>)
    """
    line = (heading or "").casefold()
    for kind, openings in _KINDS:
        if line.startswith(openings) or (not line.isascii() and any(o in line for o in openings if o[0] > "\u2e80")):
            return kind  # a script without spaces has the word in the middle
    return RelatedKind.RELATED
