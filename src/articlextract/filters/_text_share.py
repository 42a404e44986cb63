"""Share rows whose words ran together: "WhatsAppWhatsAppFacebookFacebook", "FacebookTwitterEmail"."""

from __future__ import annotations

import re

_TERMS = frozenset(
    """facebook twitter tweet whatsapp telegram linkedin pinterest reddit tumblr flipboard pocket vkontakte xing
    mastodon bluesky threads messenger instagram youtube tiktok snapchat viber line wechat weibo skype digg buffer email
    e-mail gmail mail print copy link copylink sms share shares share: tweet pin pinit like follow save more teilen
    drucken partager imprimer compartir imprimir condividi stampa compartilhar delen udostępnij поделиться""".split()
)
_STARTS = frozenset([term[:3] for term in _TERMS])
_LONGEST = max(map(len, _TERMS))
_DOUBLED = re.compile(r"(?:([^\W\d_]{3,20}?)\1)+")
_MAX_LINE = 300  # characters
_LEAST, _LEAST_DOUBLED = 3, 2  # terms that are no chance


def is_share_row(line: str) -> bool:
    """Whether a line, in whatever case, is nothing but such words, or nothing but words that stand there twice.

    >>> is_share_row("FacebookFacebookTwitterTwitter"), is_share_row("FacebookTwitterEmail"), is_share_row("Share this")
    (True, True, False)
    """
    if not 8 <= len(line) <= _MAX_LINE or (" " in line and line[:3].casefold() not in _STARTS):
        return False
    if " " not in line and line[:3].casefold() in line[3:].casefold():
        halves = _DOUBLED.fullmatch(line)
        if halves and len(line) >= _LEAST_DOUBLED * 2 * 3 and len(halves[1]) * 2 < len(line):
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
