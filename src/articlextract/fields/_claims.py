"""Who is believed to be the author, when several sources each name one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..records import Blocks
from ._evidence import Offer
from ._names import is_account, is_organisation
from ._site import SiteNames
from ._text import key

_HIDDEN = 0.7  # for a name that the page never shows: where another is shown, that one was right four times in five
_OUTLET = 0.7  # for an organisation, so that a person comes first
_SITE_SHOWN, _OWN_SITE, _SITE_STATED = 0.6, 0.8, 0.55  # for the site's name: in a byline; a person's; in its data
_SILENT = 0.3  # for the site, a company, an account in a meta tag that the page does not show: the CMS's or its maker's
_MAX_LOOKED_FOR = 20  # names that are looked for in the page's text
_ENOUGH, _SURE = 0.5, 0.65  # belief from which structured data, and anything else, may add further authors


class Claim(NamedTuple):
    """The authors that one source names. Claims of one family are not independent of each other."""

    offer: Offer
    family: str
    names: tuple[str, ...]


class Judge:
    """How far each claim is believed, given all the others and the names of the site."""

    def __init__(self, claims: list[Claim], site: SiteNames, publishers: set[tuple[str, ...]], blocks: Blocks) -> None:
        self._site = site
        self._publishers = publishers
        self._seen = {key(name) for claim in claims if claim.family.startswith("seen") for name in claim.names}
        self._data = {key(name) for claim in claims if claim.family in ("json-ld", "microdata") for name in claim.names}
        best: dict[tuple[str, ...], dict[str, float]] = {}
        for claim in claims:
            for name in claim.names:
                families = best.setdefault(key(name), {})
                families[claim.family] = max(families.get(claim.family, 0.0), claim.offer.confidence)
        for words, families in best.items():
            short = best.get(words[:1]) if len(words) in (2, 3) else None
            for family, belief in short.items() if short else ():  # "Jane" stands for "Jane Doe"
                families[family] = max(families.get(family, 0.0), belief)
        self._trust = {words: _together(families.values()) for words, families in best.items()}
        told = dict.fromkeys(name for claim in claims if not claim.family.startswith("seen") for name in claim.names)
        self._hidden = {
            key(name)
            for name in list(told)[:_MAX_LOOKED_FOR]
            if key(name) not in self._seen and not any(name in block.text for block in blocks)
        }

    def weigh(self, claim: Claim) -> float:
        """Mean belief in the claim's names."""
        return sum(self._believe(name) for name in claim.names) / len(claim.names)

    def best(self, claims: list[Claim]) -> Claim:
        """The most believed claim, or one that names the same authors and more who are believed as well."""
        ranked = sorted(claims, key=lambda claim: -self.weigh(claim))
        words = {key(name) for name in ranked[0].names}
        for claim in sorted(ranked[1:], key=lambda claim: -len(claim.names)):
            more = [name for name in claim.names if key(name) not in words]
            if len(claim.names) > len(words) and len(more) == len(claim.names) - len(words):
                stated = not claim.family.startswith("seen") and self.weigh(claim) >= _ENOUGH
                if stated or min(self._believe(name) for name in more) >= _SURE:
                    return claim
        return ranked[0]

    def _believe(self, name: str) -> float:
        """Belief in one name: the site's own counts only where a byline shows it, as an account's does."""
        belief = self._trust[key(name)]
        shown = key(name) in self._seen
        if self._site.holds(name):
            return belief * self._believe_site(name, shown)
        if is_organisation(name):
            return belief * (_OUTLET if shown or key(name) in self._data else _SILENT)
        if is_account(name) and not shown:
            return belief * _SILENT
        return belief * (_HIDDEN if key(name) in self._hidden else 1.0)

    def _believe_site(self, name: str, shown: bool) -> float:
        if shown:
            return _SITE_SHOWN
        if _is_like_person(name) and key(name) not in self._publishers:
            return _OWN_SITE
        return _SITE_STATED if key(name) in self._data else _SILENT


def _together(beliefs: Iterable[float]) -> float:
    """Independent beliefs as one."""
    doubt = 1.0
    for belief in beliefs:
        doubt *= 1 - belief
    return 1 - doubt


def _is_like_person(name: str) -> bool:
    """Two or three capitalised words, letters only: a site can bear its author's name.

    >>> _is_like_person("Jane Doe"), _is_like_person("NEWS24"), _is_like_person("The Example")
    (True, False, False)
    """
    words = name.split()
    if not 2 <= len(words) <= 3 or is_organisation(name) or name.isupper():
        return False
    return all(word.replace(".", "").replace("-", "").isalpha() for word in words)
