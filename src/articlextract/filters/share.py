"""Share buttons, follow-us lines and counters of both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._sharing import about_sharing, sharing_runs
from ._survey import Survey
from ._vocabulary import phrases, reason

_SHARE = frozenset(
    """share sharing sharebar sharebox shares sharedaddy sharethis addtoany addthis shareaholic jssocials socialshare
    sharebuttons sharer essb heateor mashsb a2a teilen partage compartir condividi compartilhar""".split()
)
_SOCIAL = frozenset({"social", "socials", "socialmedia", "socialicons"})
NAMES = _SHARE | _SOCIAL

# Links and buttons of such words alone do something with the page; no story says it in a link of its own.
_COMMANDS = phrases(
    """
    print|print page|print this page|print article|print recipe|jump to recipe|pin recipe|save recipe|listen to article
    drucken|seite drucken|artikel drucken|rezept drucken|zum rezept springen|imprimer|imprimer la recette|imprimir
    imprimir receta|imprimir receita|stampa|stampa ricetta|afdrukken|drukuj|печать|распечатать|skriv ut|tulosta
    yazdır|印刷|打印|인쇄
    """
)
STARTS = frozenset([command[:3] for command in _COMMANDS])
_MAX_PART = 0.15  # of the page; a share bar is short, a name on more than that is on a wrapper
_MAX_STRAY = 0.4  # share of words in a named bar that are not about sharing


def find_share(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for sharing whose words are about it, and runs of lines of nothing else."""
    about = about_sharing(page.lines, page.sharing)
    end = 0
    for node in named:
        if node.first < end or not page.within(node, _MAX_PART):
            continue
        word = next(word for word in node.words if word in NAMES)
        # Most of its lines are about sharing.
        inside = bisect_left(about, node.last) - bisect_left(about, node.first)
        if inside >= (1 - _MAX_STRAY) * (node.last - node.first):
            end = node.last
            yield Finding(node.first, node.last, Role.SHARE, reason(node, NAMES), certain=True)
        elif page.link_share(node.first, node.last) > 0.5 or word in _SHARE:
            yield Finding(node.first, node.last, Role.SHARE, reason(node, NAMES))
    yield from sharing_runs(page.lines, about)
    yield from page.lines_known(Role.SHARE)
    for i in page.lines_with(STARTS):
        if page.lines[i] in _COMMANDS and _is_pressed(page, i):
            yield Finding(i, i + 1, Role.SHARE, "link or button with a command", certain=True)


def _is_pressed(page: Survey, i: int) -> bool:
    block = page.blocks.items[i]
    return block.link_chars >= len(block.text) or page.blocks.nodes[block.node].tag == "button"
