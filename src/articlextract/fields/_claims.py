"""Who is believed to be the author, when several sources each name one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..records import Blocks
from ._evidence import Offer
from ._name_kinds import bare, is_account, is_full_name, is_organisation, person_key
from ._name_words import TITLES
from ._site import SiteNames
from ._text import key, text_of

_HIDDEN = 0.7  # for a name that the page never shows: where another is shown, that one was right four times in five
_OUTLET = 0.7  # for an organisation, so that a person comes first
_SITE_SHOWN, _OWN_SITE, _SITE_STATED = 0.6, 0.8, 0.55  # for the site's name: in a byline; a person's; in its data
_SILENT = 0.3  # for the site, a company, an account that only the CMS's or its maker's data name
_ORDINARY = 0.5  # for a name seen only, whose words the text has in small letters
_MAX_LOOKED_FOR = 20  # names that are looked for in the page's text
_MAX_LINE = 60  # characters of a line that shows an account's name beside its date
# Belief from which a person comes before an organisation that is believed more, at all and as a share of its belief.
_OVER_GROUP, _SHARE_OVER_GROUP = 0.3, 0.65
# All corpora: where a byline and data name different people, 15 bylines were right and no data.
_UNSEEN, _SAID = 0.7, 0.45
_ARTICLES = frozenset("el la le il".split())  # before an outlet's name
_AND = frozenset("and und et y e og och en & и".split())
_MIN_LIST = 3
_ENOUGH, _SURE = 0.5, 0.65  # belief from which structured data, and anything else, may add further authors

Key = tuple[str, ...]


class Claim(NamedTuple):
    """The authors that one source names, those that it says are organisations, and how a name seen was marked.

    Claims of one family are not independent of each other.
    """

    offer: Offer
    family: str
    names: tuple[str, ...]
    organisations: frozenset[str] = frozenset()
    kind: str = ""


class Judge:
    """How far each claim is believed, given all the others and the names of the site."""

    def __init__(
        self, claims: list[Claim], site: SiteNames, publishers: set[Key], blocks: Blocks, *, is_thread: bool = False
    ) -> None:
        self._site = site
        self._publishers = publishers
        self._blocks = blocks
        self._is_thread = is_thread
        self._keys = _one_key_each(name for claim in claims for name in claim.names)
        self._declared = {self.key(name) for claim in claims for name in claim.organisations}
        self._families: dict[Key, dict[str, float]] = {}
        for claim in claims:
            for name in claim.names:
                families = self._families.setdefault(self.key(name), {})
                families[claim.family] = max(families.get(claim.family, 0.0), claim.offer.confidence)
        for words, families in self._families.items():
            short = self._families.get(words[:1]) if len(words) in (2, 3) else None
            for family, belief in short.items() if short else ():  # "Jane" stands for "Jane Doe"
                families[family] = max(families.get(family, 0.0), belief)
        self._has_byline = any(_is_byline(claim) for claim in claims)
        self._trust = {words: _together(families.values()) for words, families in self._families.items()}
        self._text = text_of(blocks)
        told = dict.fromkeys(name for claim in claims if not claim.family.startswith("seen") for name in claim.names)
        self._folded = ""
        self._beliefs: dict[str, float] = {}
        self._hidden = {
            self.key(name)
            for name in list(told)[:_MAX_LOOKED_FOR]
            if not self.is_seen(name) and not self._is_shown(name.partition(",")[0])
        }

    def _is_shown(self, name: str) -> bool:
        """Whether the page's text has the name, in letters of any case."""
        if name in self._text:
            return True
        self._folded = self._folded or self._text.casefold()
        return name.casefold() in self._folded

    def key(self, name: str) -> Key:
        """What two spellings of one name have in common."""
        return self._keys.get(name) or person_key(name)

    def is_seen(self, name: str) -> bool:
        """Whether a byline shows the name."""
        return any(family.startswith("seen") for family in self._families.get(self.key(name), ()))

    def is_hidden(self, name: str) -> bool:
        """Whether the page's text never has the name."""
        return self.key(name) in self._hidden

    def is_person(self, name: str) -> bool:
        """Whether a name is rather a person's than an organisation's or the site's."""
        if is_organisation(name) or self.key(name) in self._declared:
            return False
        if self._site.holds(name):
            return self._is_own_person(name) and (self.is_seen(name) or key(name) not in self._publishers)
        return is_full_name(name)

    def _is_own_person(self, name: str) -> bool:
        """Whether the site may bear its author's name: like a person's, and not made of words that its text uses."""
        words = [word for word in name.split() if word[0].isupper()]
        return _is_like_person(name) and 2 * sum(f" {word.lower()} " in self._text for word in words) <= len(words)

    def kept(self, claim: Claim) -> tuple[str, ...]:
        """Without first names of others among them, and without those that the page never shows beside one it does."""
        names = claim.names
        if claim.family == "microdata":  # may hold those of comments, which stand inside the story's element
            names = tuple(filter(self.is_seen, names)) or names
        words = [self.key(name) for name in names]
        full = [name for name in names if not any(self.key(name) == other[:1] != other for other in words)]
        shown = [name for name in full if not self.is_hidden(name)]
        return tuple(shown if any(map(self.is_seen, shown)) else full)

    def is_group(self, name: str) -> bool:
        """Whether a name is an organisation's, or the site's and not its owner's."""
        if is_organisation(name) or self.key(name) in self._declared:
            return True
        return self._site.holds(name) and not self._site.bears(name) and not self._is_own_person(name)

    def weigh(self, claim: Claim) -> float:
        """Mean belief in the claim's names."""
        return sum(self._believe(name) for name in claim.names) / len(claim.names)

    def weigh_alone(self, claim: Claim) -> float:
        """The same where nobody else is named: the site's name in a byline is then as good as any."""
        if all(self._site.holds(name) and self.is_seen(name) for name in claim.names):
            return self.weigh(claim) / _SITE_SHOWN
        is_named = claim.kind == "node" and all(map(is_organisation, claim.names))
        return self.weigh(claim) / (_OUTLET if is_named else 1.0)

    def best(self, claims: list[Claim]) -> Claim:
        """The most believed claim, or one that names the same authors and more who are believed as well."""
        ranked = sorted(claims, key=lambda claim: -self.weigh(claim))
        first = self._person_before_group(ranked)
        words = {self.key(name) for name in first.names}
        for claim in sorted(ranked, key=lambda claim: -len(claim.names)):
            more = [name for name in claim.names if self.key(name) not in words]
            if len(claim.names) > len(words) and len(more) == len(claim.names) - len(words):
                stated = (not claim.family.startswith("seen") or _is_list(claim)) and self.weigh(claim) >= _ENOUGH
                if stated or min(self._believe(name) for name in more) >= _SURE:
                    return claim
        return first

    def _person_before_group(self, ranked: list[Claim]) -> Claim:
        """The first claim; where it names only organisations and the never seen, a person believed nearly as much."""
        first = ranked[0]
        for name in first.names:
            if self.is_person(name) or not (is_organisation(name) or self._site.holds(name) or self.is_hidden(name)):
                return first
        least = max(_OVER_GROUP, _SHARE_OVER_GROUP * self.weigh(first))
        for claim in ranked:
            if claim.kind != "alone" and self.weigh(claim) >= least and any(map(self.is_person, claim.names)):
                return claim
        return first

    def _believe(self, name: str) -> float:
        """Belief in one name, worked out once."""
        if name not in self._beliefs:
            self._beliefs[name] = self._belief_in(name)
        return self._beliefs[name]

    def _belief_in(self, name: str) -> float:
        """The site's own name counts only where a byline shows it, as an account's does."""
        words = self.key(name)
        belief = self._trust[words]
        shown = self.is_seen(name)
        if self._site.holds(name):
            return belief * self._believe_site(name, shown)
        stated = not {"json-ld", "microdata"}.isdisjoint(self._families[words])
        if is_organisation(name):
            told = shown or (stated and words not in self._hidden) or words in self._declared
            return belief * (_OUTLET if told else _SILENT)
        posted = not shown and stated and self._is_thread and self._stands_in_line(name)
        if is_account(name) and not shown and not posted:
            return belief * _SILENT
        if shown and not self._is_told(words) and self._is_ordinary(name):
            return belief * _ORDINARY
        if not shown and self._has_byline and not posted:
            belief *= _UNSEEN
        return belief * (_HIDDEN if words in self._hidden else 1.0)

    def _is_told(self, words: Key) -> bool:
        """Whether structured data or meta tags name the author too."""
        return not all(family.startswith("seen") for family in self._families[words])

    def _is_ordinary(self, name: str) -> bool:
        """Whether all words of a name stand in the text in small letters: a label's do."""
        words = [word for word in name.split() if word[0].isupper()]
        return bool(words) and all(f" {word.lower()} " in self._text for word in words)

    def _believe_site(self, name: str, shown: bool) -> float:
        if shown:
            return 1.0 if self._is_own_person(name) else _SITE_SHOWN
        if self._is_own_person(name) and key(name) not in self._publishers:
            return _OWN_SITE
        families = {family.replace("microdata", "json-ld") for family in self._families[self.key(name)]}
        return _SITE_STATED if len(families) > 1 or self.key(name) in self._declared else _SILENT

    def _stands_in_line(self, name: str) -> bool:
        """Whether a short line of any role begins with an account's name, as those above posts do."""
        return any(b.text.startswith(name) and len(b.text) <= len(name) + _MAX_LINE for b in self._blocks)


def _is_byline(claim: Claim) -> bool:
    """Whether a line near the headline names persons, and says so by more than standing there."""
    if claim.family != "seen-top" or claim.offer.confidence < _SAID:
        return False
    return all(is_full_name(name.partition(",")[0]) for name in claim.names)


def _is_list(claim: Claim) -> bool:
    """Whether a line near the headline is a list of three names or more, or of two with "and" between them."""
    raw = claim.offer.raw
    if claim.family != "seen-top" or " | " in raw:
        return False
    between = raw.partition(claim.names[0])[2].partition(claim.names[-1])[0].strip().casefold()
    if len(claim.names) < _MIN_LIST and between not in _AND:
        return False
    return all(is_full_name(name.partition(",")[0]) for name in claim.names)


def _one_key_each(names: Iterable[str]) -> dict[str, Key]:
    """One key for spellings that differ in a middle name: "Jane Doe", "Jane A. Doe"."""
    keys = {name: person_key(name) for name in names}
    short = {words for words in keys.values() if len(words) == 2}
    return {
        name: (words[0], words[-1]) if len(words) > 2 and (words[0], words[-1]) in short else words
        for name, words in keys.items()
    }


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
    words = [word for word in name.split() if bare(word) not in TITLES]
    if not 2 <= len(words) <= 3 or is_organisation(name) or name.isupper() or words[0].casefold() in _ARTICLES:
        return False
    return all(word.replace(".", "").replace("-", "").isalpha() for word in words)
