"""Menus, breadcrumbs, page numbers, skip links, the page's header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

_STRONG = frozenset(
    """nav navbar navigation menu menubar submenu breadcrumb breadcrumbs pagination pager megamenu mainmenu topnav
    subnav sidenav offcanvas dropdown hamburger masthead topbar sitemap toolbar taxonomy""".split()
)
_WEAK = frozenset(
    {"header", "banner", "top", "links", "login", "account", "language", "cart", "search", "skip", "categories"}
)
NAMES = _STRONG | _WEAK
TAGS = frozenset({"nav", "menu", "header"})
_CONTENTS = frozenset({"toc", "contents", "chapter", "chapters"})  # a story's own table of contents

_MAX_PART = 0.5
_MIN_LINKS = 0.5


def find_navigation(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements that are menus by tag or name, and lines that lead around the page."""
    end = 0
    for node in named:
        words = node.words
        if node.last <= end or not page.within(node, _MAX_PART) or not _CONTENTS.isdisjoint(words):
            continue
        strong = node.tag == "nav" or not _STRONG.isdisjoint(words)
        if strong or page.link_share(node.first, node.last) >= _MIN_LINKS:
            end = node.last
            yield Finding(node.first, node.last, Role.NAVIGATION, reason(node, NAMES, TAGS))
    yield from page.lines_known(Role.NAVIGATION)
