"""Share buttons, follow-us lines and counters of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import phrases, reason

_SHARE = frozenset(
    """share sharing sharebar sharebox shares sharedaddy sharethis addtoany addthis shareaholic jssocials socialshare
    sharebuttons sharer essb heateor mashsb a2a teilen partage compartir condividi compartilhar""".split()
)
_SOCIAL = frozenset({"social", "socials", "socialmedia", "socialicons"})
NAMES = _SHARE | _SOCIAL

_NETWORKS = frozenset(
    """facebook fb twitter x tweet whatsapp telegram linkedin pinterest reddit tumblr flipboard pocket vk vkontakte
    xing mastodon bluesky threads messenger instagram youtube tiktok snapchat viber line wechat weibo skype
    odnoklassniki hacker mix digg stumbleupon evernote buffer instapaper bsky signal rss""".split()
)
_VERBS = frozenset(
    """share shares sharing shared tweet pin email mail e print copy link url copied save send post follow like likes
    teilen drucken kopieren folgen merken partager imprimer copier envoyer suivre compartir imprimir copiar enviar
    seguir condividi stampa copia invia segui compartilhar partilhar delen afdrukken kopieer kopiëren volg
    udostępnij drukuj kopiuj wyślij поделиться поделитесь скопировать ссылку отправить печать распечатать
    dela skriv ut dele kopier del paylaş""".split()
)
_FILLERS = frozenset(
    """a an and article at by click connect friend in it me now new news now of on or our page post story the this to us
    via with window opens tab it's your app icon logo button
    auf bei den diesen artikel per über und uns in sur par le cet article en el este artículo por su nos no em o
    op via deze pagina artykuł na się в на с""".split()
)
_TERMS = _NETWORKS | _VERBS
_LONG_TERMS = {
    start: tuple(sorted((t for t in _TERMS if t[:3] == start and len(t) >= 3), key=len, reverse=True))
    for start in {term[:3] for term in _TERMS if len(term) >= 3}
}
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
# How a line about sharing begins when it begins with a letter: most lines fail on this look-up.
_STARTS = frozenset(
    [start for word in _TERMS | _FILLERS for start in (word[:3], f"{word} "[:3])]
    + [f"{word} {other[0]}" for word in _TERMS | _FILLERS if len(word) == 1 for other in _TERMS | _FILLERS]
)
# Links and buttons of such words alone do something with the page; no story says it in a link of its own.
_COMMANDS = phrases(
    """
    print|print page|print this page|print article|print recipe|jump to recipe|pin recipe|save recipe|listen to article
    drucken|seite drucken|artikel drucken|rezept drucken|zum rezept springen|imprimer|imprimer la recette|imprimir
    imprimir receta|imprimir receita|stampa|stampa ricetta|afdrukken|drukuj|печать|распечатать|skriv ut|tulosta
    yazdır|印刷|打印|인쇄
    """
)
_COMMAND_STARTS = frozenset([command[:3] for command in _COMMANDS])
_MARKS = ".,:;!?()[]|/\\&+-–—•·@#"

_MAX_PART = 0.15  # of the page; a share bar is short, a name on more than that is on a wrapper
_MAX_STRAY = 0.4  # share of words in a named bar that are not about sharing
_MAX_TERMS = 16  # about sharing in one line; more is a page that lists networks
_MIN_RUN = 3  # lines in a row that make a bar without a name


def find_share(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for sharing whose words are about it, and runs of lines of nothing else."""
    about = [0] * len(page.lines)
    numbered: list[int] = []
    for start, found in page.starts.items():
        if start in _STARTS or (start and not start[0].isalpha()):
            for i in found:
                about[i] = _about_sharing(page.lines[i])
        if start[:1].isdecimal():
            numbered += found
    before = list(accumulate([line > 0 for line in about], initial=0))
    end = 0
    for node in named:
        if node.first < end or not page.within(node, _MAX_PART):
            continue
        word = next(word for word in node.words if word in NAMES)
        # Most of its lines are about sharing.
        if before[node.last] - before[node.first] >= (1 - _MAX_STRAY) * (node.last - node.first):
            end = node.last
            yield Finding(node.first, node.last, Role.SHARE, reason(node, NAMES), certain=True)
        elif page.link_share(node.first, node.last) > 0.5 or word in _SHARE:
            yield Finding(node.first, node.last, Role.SHARE, reason(node, NAMES))
    if before[-1] >= _MIN_RUN:
        yield from _runs(page, about)
    for i in sorted([*numbered, *page.lines_with(_COMMAND_STARTS)]):
        line = page.lines[i]
        if line[:1].isdecimal() and _is_count(line):
            yield Finding(i, i + 1, Role.SHARE, "line that counts", certain=True)
        elif line in _COMMANDS and _is_pressed(page, i):
            yield Finding(i, i + 1, Role.SHARE, "link or button with a command", certain=True)


def _is_pressed(page: Survey, i: int) -> bool:
    block = page.blocks.items[i]
    return block.link_chars >= len(block.text) or page.blocks.nodes[block.node].tag == "button"


def _is_count(line: str) -> bool:
    """
    >>> _is_count("1 like"), _is_count("2 points for the team"), _is_count("4.8 from 38 votes")
    (True, False, True)
    """
    *numbers, what = line.split()
    if what in _RATED:
        return len(numbers) < _MAX_RATING and all(word.strip("0123456789.,/()k") in _BETWEEN for word in numbers)
    return what in _COUNTED and len(numbers) == 1 and numbers[0].strip("0123456789.,k") == ""


def _runs(page: Survey, about: list[int]) -> Iterator[Finding]:
    """Three or more lines in a row that name networks: a bar, whatever its element is called."""
    start = 0
    for i in range(len(about) + 1):
        if i < len(about) and about[i]:
            continue
        if i - start >= _MIN_RUN and len(set(page.lines[start:i])) >= _MIN_RUN:
            yield Finding(start, i, Role.SHARE, "run of lines about sharing", certain=True)
        start = i + 1


def _about_sharing(line: str) -> int:
    """How many networks and verbs of sharing a line has when it has nothing else but numbers and fillers, else 0.

    >>> [_about_sharing(line) for line in ("share on facebook", "12 shares", "facebook grew", "")]
    [2, 1, 0, 0]
    >>> _about_sharing("whatsappwhatsappfacebookfacebook")
    4
    """
    about = 0
    for word in line.split():
        word = word.strip(_MARKS)
        if word in _TERMS:
            about += 1
        elif word and word not in _FILLERS and not word.isdecimal():
            glued = _glued(word) if word[:3] in _LONG_TERMS else 0
            if not glued:
                return 0
            about += glued
    return about if about <= _MAX_TERMS else 0


def _glued(word: str) -> int:
    """How many terms a word is made of, each written twice or all run together; 0 when it is something else.

    A button's text and its hidden label give "facebookfacebook", a row of them "facebookfacebooktwittertwitter".
    """
    count = 0
    while word:
        start = word[:3]
        term = next((term for term in _LONG_TERMS.get(start, ()) if word.startswith(term)), None)
        if term is None:
            return 0
        word = word[len(term) :]
        count += 1
    return count
