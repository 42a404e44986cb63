"""The address that the page wants to be known by."""

from __future__ import annotations

from ..records import Blocks, Found, Labels, Page
from ..urls import absolute
from ._evidence import Offer, found
from ._site import domain_labels
from ._urls import host, split

_ARCHIVES = frozenset({"web.archive.org", "archive.org", "webcache.googleusercontent.com", "archive.today"})
_HOME = frozenset({"", "/", "/index.html", "/index.php", "/index.htm", "/home"})


def find_canonical_url(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """`<link rel=canonical>`, else og:url: of the same site, and not the home page when the page is a deep one."""
    offers = [Offer("link:canonical", link.href, 0.9) for link in page.structured.links if "canonical" in link.rel]
    for name, trust in (("og:url", 0.8), ("twitter:url", 0.5)):
        offers += [Offer(f"meta:{name}", value, trust) for value in page.structured.meta.get(name, ())]
    plausible = []
    for offer in offers:
        url = absolute(offer.raw, page.base_url)
        if url and _is_plausible(url, page.url):
            plausible.append((url, offer))
    if not plausible:
        return None
    url, winner = plausible[0]
    return found(url, winner, [offer for offer in offers if offer is not winner])


def _is_plausible(url: str, page_url: str | None) -> bool:
    here, there = split(page_url), split(url)
    if there is None or "." not in there.host:
        return False
    if here is None or host(page_url) in _ARCHIVES:
        return True
    if there.path in _HOME and not there.query and here.path not in _HOME:
        return False
    # Another top-level domain or subdomain of the same name is the same site; another name is a republisher's
    # original, which is a canonical address too, when it leads to a page and not to a front.
    same = set(domain_labels(host(url))) & set(domain_labels(host(page_url)))
    return bool(same) or there.path not in _HOME
