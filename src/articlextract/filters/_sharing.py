"""Words about sharing: lines of nothing else, runs of such lines, rows whose words ran together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Role
from ._vocabulary import by_start

_NETWORKS = frozenset(
    """facebook fb twitter x tweet whatsapp telegram linkedin pinterest reddit tumblr flipboard pocket vk vkontakte
    xing mastodon bluesky threads messenger instagram youtube tiktok snapchat viber line wechat weibo skype
    odnoklassniki hacker mix digg stumbleupon evernote buffer instapaper bsky signal rss
    فيسبوك تويتر واتساب تيليجرام تلغرام вконтакте одноклассники телеграм твиттер вотсап""".split()
)
_VERBS = frozenset(
    """share shares sharing shared tweet pin email mail e print copy link url copied save send post follow like likes
    teilen drucken kopieren folgen merken partager imprimer copier envoyer suivre compartir imprimir copiar enviar
    seguir condividi stampa copia invia segui compartilhar partilhar delen afdrukken kopieer kopiëren volg
    udostępnij drukuj kopiuj wyślij поделиться поделитесь скопировать ссылку отправить печать распечатать
    dela skriv ut dele kopier del paylaş شارك مشاركة نسخ الرابط طباعة إرسال""".split()
)
_FILLERS = frozenset(
    """a an and article at by click connect friend in it me now new news now of on or our page post story the this to us
    via with window opens tab it's your app icon logo button
    auf bei den diesen artikel per über und uns in sur par le cet article en el este artículo por su nos no em o
    op via deze pagina artykuł na się в на с""".split()
)
_TERMS = _NETWORKS | _VERBS
_LONG_TERMS = by_start(_TERMS)
# How a line about sharing begins when it begins with a letter: most lines fail on this look-up.
SHARING_STARTS = frozenset(
    [start for word in _TERMS | _FILLERS for start in (word[:3], f"{word} "[:3])]
    + [f"{word} {other[0]}" for word in _TERMS | _FILLERS if len(word) == 1 for other in _TERMS | _FILLERS]
)
_WORDS = _TERMS | _FILLERS
MARKS = ".,:;!?()[]|/\\&+-–—•·@#"
_MAX_TERMS = 16  # about sharing in one line; more is a page that lists networks
_MIN_RUN = 3  # lines in a row that make a bar without a name

# Rows whose words ran together: "WhatsAppWhatsAppFacebookFacebook", "FacebookTwitterEmail".
_ROW_TERMS_BY_START = by_start({*_TERMS, *"e-mail gmail copylink sms share: pinit more".split()})
_ROW_TAILS = frozenset([term[-3:] for terms in _ROW_TERMS_BY_START.values() for term in terms])
ROW_STARTS = frozenset(_ROW_TERMS_BY_START)
_WORD_SIZES = range(3, 21)  # characters of a word that stands there twice
MIN_ROW, MAX_ROW = 8, 300  # characters
_LEAST = 3  # terms that are no chance


def about_sharing(lines: Sequence[str], places: Sequence[int]) -> list[int]:
    """Which lines in lower case have networks and verbs of sharing and nothing else, of those that may."""
    return [i for i in places if count_terms(lines[i])]


def may_be_about_sharing(line: str) -> bool:
    """Whether the first word of a line in lower case and its last may be about sharing; few lines have both."""
    return all(
        word in _WORDS or word[:3] in _LONG_TERMS or not word or word.isdecimal()
        for word in (line.partition(" ")[0].strip(MARKS), line.rpartition(" ")[2].strip(MARKS))
    )


def may_be_share_row(line: str) -> bool:
    """Whether a line, in whatever case, ends as such rows do, or so that its last letters do not tell."""
    tail = line[-3:]
    return tail.lower() in _ROW_TAILS or not (tail.isascii() and tail.isalpha())


def sharing_runs(lines: Sequence[str], about: Sequence[int]) -> Iterator[Finding]:
    """Three or more lines in a row that name networks: a bar, whatever its element is called."""
    start = end = -1
    for i in [*about, len(lines) + 1]:
        if i == end:
            end += 1
            continue
        if end - start >= _MIN_RUN and len(set(lines[start:end])) >= _MIN_RUN:
            yield Finding(start, end, Role.SHARE, "run of lines about sharing", certain=True)
        start, end = i, i + 1


def count_terms(line: str) -> int:
    """How many networks and verbs of sharing a line has when it has nothing else but numbers and fillers, else 0.

    >>> [count_terms(line) for line in ("share on facebook", "12 shares", "facebook grew", "")]
    [2, 1, 0, 0]
    >>> count_terms("whatsappwhatsappfacebookfacebook")
    4
    """
    about = 0
    for word in line.split():
        word = word.strip(MARKS)
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


def is_share_row(line: str) -> bool:
    """Whether a line, in whatever case, is nothing but such words, or nothing but words that stand there twice.

    >>> [is_share_row(line) for line in ("FacebookFacebookTwitterTwitter", "FacebookTwitterEmail", "Share this")]
    [True, True, False]
    """
    if is_doubled(line) and _is_all_doubled(line):
        return True
    rest = "".join(line.casefold().split())
    count = 0
    while rest:
        for term in _ROW_TERMS_BY_START.get(rest[:3], ()):
            if rest.startswith(term):
                break
        else:
            return False
        rest = rest[len(term) :]
        count += 1
    return count >= _LEAST


def is_doubled(line: str) -> bool:
    """Whether a line without blanks has its first three characters again."""
    return " " not in line and line[:3] in line[3:]


def _is_all_doubled(line: str) -> bool:
    """Whether a line is words of letters that each stand there twice, and more than one of them.

    By places that can be reached, each looked at once: as a regular expression this took for ever on 200 equal letters.
    """
    reached = {0}
    for place in range(len(line)):
        for size in _WORD_SIZES if place in reached else ():
            word, end = line[place : place + size], place + 2 * size
            if len(word) < size or not all(char.isalnum() and not char.isdecimal() for char in word):
                break
            if line[place + size : end] == word and (place or end < len(line)):
                reached.add(end)
    return len(line) in reached
