"""What the site is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..records import Page
from ._data import main_nodes, strings, type_names
from ._evidence import Offer
from ._memo import once
from ._text import key
from ._urls import host, split

_META = (("og:site_name", 0.9), ("application-name", 0.6), ("apple-mobile-web-app-title", 0.6), ("dc.publisher", 0.5))
_SITE_TYPES = frozenset({"WebSite"})
_PUBLISHER_TYPES = frozenset(
    """Organization NewsMediaOrganization Corporation LocalBusiness EducationalOrganization CollegeOrUniversity
    OnlineStore OnlineBusiness Store Brand NGO GovernmentOrganization""".split()
)
_PUBLISHERS = ("dc.publisher", "dcterms.publisher")
_AS_IN_ADDRESSES = str.maketrans(
    dict(zip("äöüßåøæéèêçáíóúñã", "ae oe ue ss a o ae e e e c a i o u n a".split(), strict=True))
)
_SECOND_LEVEL = frozenset("co com org net ac gov edu or ne go gob asso nom".split())
_HOSTERS = frozenset("wordpress blogspot github gitlab substack medium tumblr typepad livejournal".split())
_TAILS = frozenset(
    """inc llc ltd gmbh ag com net org news blog online magazine store shop official site website us uk usa eu de fr ca
    au in tv home group media team docs documentation help support forum forums community company co homepage press
    newsroom journal international global app the and""".split()
)
"""Words that a site adds to its name and that say nothing about the page."""
_WEAK = 0.6  # trust up to which a name that is also the page's title is the page's, not the site's
_FRONT = re.compile(r"/?(?:[a-z]{2}/?|index\.\w{3,5}|home)?", re.IGNORECASE)
_MAX_NAME = 160  # characters
_CJK = "\u2e80"  # from here on characters are Chinese, Japanese, Korean
_MIN_PREFIX = 4  # letters of a domain that a part of a title must spell to be taken for the site's name


@once
def site_offers(page: Page) -> tuple[Offer, ...]:
    """Names that the page gives to its site, most trusted first."""
    structured = page.structured
    offers = [Offer(f"meta:{name}", value, trust) for name, trust in _META for value in structured.meta.get(name, ())]
    for node in structured.jsonld:
        if not _SITE_TYPES.isdisjoint(node.types):
            offers += [Offer(f"{node.path}.name", name, 0.8) for name in strings(node.data.get("name"))]
            offers += [Offer(f"{node.path}.alternateName", n, 0.4) for n in strings(node.data.get("alternateName"))]
        elif not _PUBLISHER_TYPES.isdisjoint(node.types):
            offers += [Offer(f"{node.path}.name", name, 0.5) for name in strings(node.data.get("name"))]
    for node in main_nodes(page)[:3]:
        for name, trust in (("publisher", 0.7), ("isPartOf", 0.3)):
            value = node.data.get(name)
            if isinstance(value, dict) and (name == "publisher" or value.get("@type") == "WebSite"):
                offers += [Offer(f"{node.path}.{name}.name", text, trust) for text in strings(value)]
    own = _own_titles(page)
    offers = [o for o in offers if 1 < len(o.raw) <= 80 and (o.confidence > _WEAK or key(o.raw) not in own)]
    return tuple(sorted(offers, key=lambda offer: -offer.confidence))


def _own_titles(page: Page) -> set[tuple[str, ...]]:
    """What a page calls itself: some name their "application" or an "organisation" so. A front page is its site."""
    if is_front(page.url):
        return set()
    structured = page.structured
    return {key(title) for title in (structured.title or "", *structured.meta.get("og:title", ())[:1])}


def is_front(url: str | None) -> bool:
    """Whether an address is a site's front page, or that of one of its languages.

    >>> is_front("https://example.org/en/"), is_front("https://example.org/english")
    (True, False)
    """
    parts = split(url)
    return parts is not None and _FRONT.fullmatch(parts.path[:20]) is not None


@once
def publishers(page: Page) -> list[str]:
    """Names of the organisations that the page's structured data declares."""
    found = [name for node in page.structured.jsonld if not _PUBLISHER_TYPES.isdisjoint(node.types)
             for name in strings(node.data.get("name"))]  # fmt: skip
    found += [name for field in _PUBLISHERS for name in page.structured.meta.get(field, ())]
    for node in main_nodes(page)[:3]:
        value = node.data.get("publisher")
        if isinstance(value, dict) and not _PUBLISHER_TYPES.isdisjoint(type_names(value)):
            found += strings(value)
    return found


@once
def site_names(page: Page) -> SiteNames:
    """The names of the page's site, as its head and its data give them."""
    return SiteNames(page)


class SiteNames:
    """The names of a page's site, to be recognised in titles and bylines."""

    def __init__(self, page: Page, more: Iterable[str] = ()) -> None:
        self._keys = {"".join(key(name)) for name in (*more, *(offer.raw for offer in site_offers(page)))}
        self._keys |= {name.removeprefix("the") for name in self._keys}
        self._labels = tuple(domain_labels(host(page.url)))
        self._keys |= {label.replace("-", "") for label in self._labels}
        self._keys.discard("")
        self._starts = tuple({label.removeprefix(article)[:1] for label in self._labels for article in ("", "the")})

    def holds(self, text: str) -> bool:
        """Whether a text is the site's name: one that the page gives, its domain, or the start of its domain."""
        if len(text) > _MAX_NAME:
            return False
        words = key(text)
        joined = "".join(words)
        if not joined:
            return False
        bare = joined.removeprefix("the")
        if joined in self._keys or bare in self._keys:
            return True
        is_ascii = joined.isascii()
        if not (joined[0] if is_ascii else joined[0].translate(_AS_IN_ADDRESSES)).startswith(self._starts):
            return False
        if not is_ascii:
            words = tuple([word.translate(_AS_IN_ADDRESSES) for word in words])
            joined = "".join(words)
        return any(self._spells(joined, words, label) for label in self._labels)

    def bears(self, text: str) -> bool:
        """Whether one word of letters is no more than the start of the address: "David" of davidoak.example."""
        word = text.casefold()
        return word.isalpha() and self.holds(text) and word not in self._keys

    @staticmethod
    def _spells(joined: str, words: tuple[str, ...], label: str) -> bool:
        if "-" in label and joined == label.partition("-")[0]:
            return True
        label = label.replace("-", "")
        if joined.removesuffix("com") == label or joined == label.removeprefix("the"):
            return True
        if len(joined) >= _MIN_PREFIX and label.startswith(joined):
            return True
        if joined.startswith(label) and len(words) > 1 and _are_tails(_rest(words, label)):
            return True
        if joined.startswith(label) and joined[len(label) :] > _CJK:
            return True  # goes on in another script, without a space
        initials = "".join(word[0] for word in words)
        return len(words) > 2 and len(label) >= 3 and initials == label


def _are_tails(words: Iterable[str]) -> bool:
    return all(word in _TAILS or word.isdigit() for word in words)  # "Example 7" is a shop's seventh department


def _rest(words: tuple[str, ...], label: str) -> tuple[str, ...]:
    """The words of a name after those that spell the domain; one that no tail holds when they end inside a word.

    >>> _rest(("example", "times", "online"), "exampletimes"), _rest(("examples",), "example")
    (('online',), ('examples',))
    """
    spelt = ""
    for i, word in enumerate(words):
        spelt += word
        if spelt == label:
            return words[i + 1 :]
    return words[-1:]


@lru_cache(maxsize=1024)
def domain_labels(name: str) -> tuple[str, ...]:
    """The parts of a host that may be the site's name: the registered one, and a hosted blog's own.

    >>> domain_labels("blog.example.co.uk"), domain_labels("jane.wordpress.com")
    (('example',), ('jane', 'wordpress'))
    """
    parts = name.split(".")
    if len(parts) < 2 or name.replace(".", "").isdigit():
        return ()
    registered = -3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2 else -2
    label = parts[registered]
    before = parts[registered - 1] if len(parts) > -registered else ""
    return (before, label) if label in _HOSTERS and before else (label,)
