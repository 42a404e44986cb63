"""Share rows whose words ran together: "WhatsAppWhatsAppFacebookFacebook", "FacebookTwitterEmail"."""

from __future__ import annotations

_TERMS = frozenset(
    """facebook twitter tweet whatsapp telegram linkedin pinterest reddit tumblr flipboard pocket vkontakte xing
    mastodon bluesky threads messenger instagram youtube tiktok snapchat viber line wechat weibo skype digg buffer email
    e-mail gmail mail print copy link copylink sms share shares share: tweet pin pinit like follow save more teilen
    drucken partager imprimer compartir imprimir condividi stampa compartilhar delen udostępnij поделиться""".split()
)
_STARTS = frozenset([term[:3] for term in _TERMS])
_LONGEST = max(map(len, _TERMS))
_WORD_SIZES = range(3, 21)  # characters of a word that stands there twice
_MAX_LINE = 300  # characters
_LEAST = 3  # terms that are no chance


def is_share_row(line: str) -> bool:
    """Whether a line, in whatever case, is nothing but such words, or nothing but words that stand there twice.

    >>> is_share_row("FacebookFacebookTwitterTwitter"), is_share_row("FacebookTwitterEmail"), is_share_row("Share this")
    (True, True, False)
    """
    if not 8 <= len(line) <= _MAX_LINE or (" " in line and line[:3].casefold() not in _STARTS):
        return False
    if " " not in line and line[:3].casefold() in line[3:].casefold() and _is_doubled(line):
        return True
    rest = "".join(line.casefold().split())
    count = 0
    while rest:
        term = next((rest[:size] for size in range(min(_LONGEST, len(rest)), 2, -1) if rest[:size] in _TERMS), None)
        if term is None:
            return False
        rest = rest[len(term) :]
        count += 1
    return count >= _LEAST


def _is_doubled(line: str) -> bool:
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
