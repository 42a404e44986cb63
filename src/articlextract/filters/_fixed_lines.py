"""Lines that say what they are by their wording alone, whatever stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..records import Role
from ._vocabulary import phrases

_ADVERTS = phrases(
    """
    advertisement|advertisements|advertising|ad|ads|sponsored|sponsored content|promoted
    story continues below advertisement|article continues below advertisement
    continue reading below|scroll to continue|scroll to continue with content
    anzeige|anzeigen|werbung|publicité|publicidad|publicidade|anuncio|anuncios|pubblicità|advertentie|reclame|reklama
    реклама|annons|annonse|annonce|reklam|mainos|広告|广告|廣告|advertisement - continue reading below
    advertisement - scroll to continue|the article continues after the ad|artikel wird nach der anzeige fortgesetzt
    continue after advertisement|continua após a publicidade|la suite après cette publicité
    """
)
_ADVERT_MARKS = " -–—:·"
_ADVERT_STARTS = frozenset([f"{line}{mark}"[:3] for line in _ADVERTS for mark in ("", *_ADVERT_MARKS)])

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

_SKIP_LINES = phrases(
    """
    skip to content|skip to main content|skip to main|skip to navigation|skip navigation|skip to footer|skip to search
    jump to content|jump to navigation|jump to search|back to top|to top|menu|main menu|close menu|open menu
    toggle navigation|zum inhalt springen|zum hauptinhalt springen|direkt zum inhalt|zum inhalt|nach oben|hauptmenü|menü
    aller au contenu|aller au contenu principal|haut de page|retour en haut|saltar al contenido|ir al contenido
    pasar al contenido principal|ir al contenido principal|volver arriba|vai al contenuto|salta al contenuto|torna su
    ir para o conteúdo|pular para o conteúdo|voltar ao topo|naar de inhoud|ga naar de inhoud|spring naar inhoud
    przejdź do treści|do góry|перейти к содержимому|перейти к содержанию|наверх|hoppa till innehåll|spring til indhold
    """
)

_RIGHTS = (
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
    "todos os direitos reservados", "tutti i diritti riservati", "alle rechten voorbehouden",
    "wszelkie prawa zastrzeżone", "все права защищены", "alla rättigheter förbehållna",
    "all rights reserved.", "alle rechte vorbehalten.", "tous droits réservés.", "todos los derechos reservados.",
)  # fmt: skip
_ENDS = frozenset(line[-5:] for line in _RIGHTS)
RIGHTS_ENDS = _ENDS | {end.upper() for end in _ENDS}
_OF_PAGES = (
    "this page will be archived", "this page was archived", "you are visitor", "visitor number", "visitors since",
    "best viewed ",
)  # fmt: skip
_OF_PAGES_STARTS = frozenset(line[:5] for line in _OF_PAGES)

# "12 likes": what a post or a card counts. wcxb-dev: of 446 words in such lines 3.6 % are annotated as content.
_COUNTED = frozenset(
    """like likes reply replies view views comment comments point points upvote upvotes reaction reactions antworten
    aufrufe kommentare réponses réponse vues commentaires respuestas respuesta vistas comentarios comentario respostas
    visualizações risposte risposta visualizzazioni commenti reacties reactie weergaven odpowiedzi wyświetleń komentarzy
    ответов ответа просмотров комментариев комментария лайков svar visningar kommentarer kommentar""".split()
)
# "4.8 from 38 votes": the reader's verdict above a recipe.
_RATED = frozenset(
    """vote votes rating ratings review reviews stars bewertung bewertungen stimmen avis votos voti recensioni opiniones
    avaliações beoordelingen reviews) votes) ratings)""".split()
)
_BETWEEN = frozenset(["", *"from of out on based stars star von aus sur de di su van".split()])
_MAX_RATING = 6  # words before

# A notice in more than one line's length begins with the sign or the word, and a year follows.
_NOTICE = re.compile(r"(?:©|\(c\)|copyright)\W{0,3}.{0,20}(?:19|20)\d\d", re.IGNORECASE)
_NOTICE_STARTS = frozenset("©(cC")
_MIN_NOTICE, _MAX_NOTICE = 20, 300  # characters
LAST_LINES = 40  # blocks of the page among which notices are looked for
# Below the headline nobody but the publisher says this of himself. wcxb-dev: no word of 17 such blocks is content.
_PUBLISHER = (
    "registered office:", "company number", "company registration", "registered charity", "handelsregister", "ust-id",
    "siège social :", "siret", "partita iva", "p.iva", "kvk-nummer", "免责声明", "版权所有", "著作权所有",
)  # fmt: skip
NOTICE = "notice of the publisher"


class Known(NamedTuple):
    """A line, what it is, and why; certain, whatever the model says."""

    line: int
    role: Role
    reason: str


KNOWN_STARTS = frozenset({start[:3] for start in (*_ADVERT_STARTS, *_QUESTION_STARTS, *_SKIP_LINES, *_OF_PAGES_STARTS)})

KNOWN_SIGNS = frozenset(f"{_ADVERT_MARKS}{_STARS}") | {start[0] for start in KNOWN_STARTS if not start[0].isalnum()}
"""What such a line begins with where it is no letter and no digit."""
COUNT_WORDS = _RATED | _COUNTED


def may_be_known(line: str) -> bool:
    """False where a line in lower case that begins with a digit counts nothing; a third of the time of reading it."""
    return not line[0].isdecimal() or line[line.rfind(" ") + 1 :] in COUNT_WORDS


def known_lines(lines: Sequence[str], places: Iterable[int] | None = None) -> list[Known]:
    """What lines in lower case are, where their wording says so; "" is none.

    `places` are those that can be, where that is known: begun in KNOWN_STARTS or without a letter, or claims of rights.

    >>> [(role.value, reason) for _, role, reason in known_lines(["12 likes", "the ferry", "advertisement"])]
    [('share', 'line that counts'), ('promo', 'label of an advertisement')]
    """
    if places is None:
        places = [
            i
            for i, line in enumerate(lines)
            if line and (line[:3] in KNOWN_STARTS or may_claim_rights(line) or not line[0].isalpha())
        ]
    return [Known(i, *known) for i in places if (known := _what(lines[i]))]


def may_claim_rights(line: str) -> bool:
    """Whether a line in lower case has the sign, or ends as such claims do."""
    return "©" in line or line[-5:] in _ENDS


def _what(line: str) -> tuple[Role, str] | None:
    if line[0].isdecimal():
        if _is_count(line):
            return Role.SHARE, "line that counts"
    elif line.strip(_ADVERT_MARKS) in _ADVERTS:
        return Role.PROMO, "label of an advertisement"
    elif line.rstrip(_QUESTION_MARKS) in _QUESTIONS:
        return Role.OTHER, "asks whether it was of use"
    elif not line.strip(_STARS):
        return Role.OTHER, "a rating in stars"
    elif line in _SKIP_LINES:
        return Role.NAVIGATION, "line that leads around the page"
    if "©" in line or line.endswith(_RIGHTS):
        return Role.LEGAL, "copyright line"
    return (Role.LEGAL, "line about the page") if line.startswith(_OF_PAGES) else None


def _is_count(line: str) -> bool:
    """Whether a line in lower case that begins with a digit counts what readers did.

    >>> _is_count("1 like"), _is_count("2 points for the team"), _is_count("4.8 from 38 votes")
    (True, False, True)
    """
    what = line[line.rfind(" ") + 1 :]
    if what not in _RATED and what not in _COUNTED:
        return False
    numbers = line.split()[:-1]
    if what in _RATED:
        return len(numbers) < _MAX_RATING and all(word.strip("0123456789.,/()k") in _BETWEEN for word in numbers)
    return what in _COUNTED and len(numbers) == 1 and numbers[0].strip("0123456789.,k") == ""


def find_notices(texts: Sequence[str]) -> Iterator[int]:
    """Which of a text's LAST_LINES, below the headline, begin as copyright notices do, or say what publishers say of
    themselves; that is certain.
    """
    last = [(i, text) for i, text in enumerate(texts) if _MIN_NOTICE <= len(text) <= _MAX_NOTICE]
    joined = "\n".join([text.casefold() for _, text in last])  # one by one: most are ASCII, which is far quicker
    known = [phrase for phrase in _PUBLISHER if phrase in joined]
    for i, text in last:
        if (text[0] in _NOTICE_STARTS and _NOTICE.match(text[:60])) or (
            known and any(phrase in text.casefold() for phrase in known)
        ):
            yield i
