"""What asks the reader for a verdict: whether the page was of use, and ratings in stars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import phrases

_QUESTIONS = phrases(
    """
    was this helpful|was this page helpful|was this article helpful|was this post helpful|was this answer helpful
    was this information helpful|was this page useful|was this article useful|was this useful|is this page useful
    did you find this helpful|did you find this page helpful|did you find this article helpful
    did you find this page useful|did you find this article useful|how helpful was this page|how useful was this post
    rate this page|rate this article|rate this post|rate this recipe|click on a star to rate it
    war dieser artikel hilfreich|war diese seite hilfreich|war dieser beitrag hilfreich|war das hilfreich
    war diese information hilfreich|hat ihnen dieser artikel geholfen|wie hilfreich war dieser beitrag
    cet article vous a-t-il été utile|cette page vous a-t-elle été utile|cette page vous a-t-elle aidé
    ¿te ha resultado útil|¿te resultó útil esta página|¿ha sido útil este artículo|¿te ha sido útil este artículo
    esta página foi útil|este artigo foi útil|isto foi útil|questa pagina è stata utile|questo articolo è stato utile
    was dit artikel nuttig|was deze pagina nuttig|czy ten artykuł był pomocny|czy ta strona była pomocna
    была ли эта статья полезной|была ли эта страница полезной|この記事は役に立ちましたか|このページは役に立ちましたか
    """
)
_QUESTION_MARKS = " ?？.!"
_QUESTION_STARTS = frozenset(question[:3] for question in _QUESTIONS)
_STARS = "★☆⭐✩✪✭✮✯🌟 "


def find_feedback(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Lines that are nothing but such a question, or nothing but stars."""
    with_stars = not page.first_signs.isdisjoint(_STARS)
    for i in range(len(page.lines)) if with_stars else page.lines_with(_QUESTION_STARTS):
        line = page.lines[i]
        if line[:3] in _QUESTION_STARTS and line.rstrip(_QUESTION_MARKS) in _QUESTIONS:
            yield Finding(i, i + 1, Role.OTHER, "asks whether it was of use", certain=True)
        elif line[:1] in _STARS and line and not line.strip(_STARS):
            yield Finding(i, i + 1, Role.OTHER, "a rating in stars", certain=True)
