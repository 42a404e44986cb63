"""The page's blocks in their places, built anew from text: no markup of the page gets through."""

from __future__ import annotations

from collections.abc import Iterator

from ..pipeline import Reading
from ..records import LINE_BREAK, Block, Node
from .markup import attribute, text

MAX_BLOCKS = 20_000
MAX_CHARS = 4_000  # of one block
MAX_DEPTH = 24  # frames inside one another

_SHOWN = frozenset(
    """h1 h2 h3 h4 h5 h6 ul ol li dd blockquote pre table tr td th figure figcaption nav header footer aside form
    details""".split()
)


def write_original(reading: Reading) -> str:
    """The blocks, each with its role as class and its reason as description, inside frames for what was around them."""
    out: list[str] = []
    open_now: tuple[int, ...] = ()
    frames = _Frames(reading.blocks.nodes)
    pictures = _pictures(reading)
    shown = reading.blocks.items[:MAX_BLOCKS]
    for block in shown:
        chain = frames.around(block.node)
        shared = sum(1 for _ in _shared(open_now, chain))
        out += ["</div>"] * (len(open_now) - shared)
        out += [f'<div class="t-{reading.blocks.nodes[index].tag}">' for index in chain[shared:]]
        open_now = chain
        if block.index in pictures:
            out.append(f'<p class="m">{pictures[block.index]}</p>')
        out.append(_block(reading, block))
    out += ["</div>"] * len(open_now)
    left_out = len(reading.blocks) - len(shown)
    if left_out:
        out.append(f"<p class=m>{left_out} further blocks are not shown.</p>")
    return "\n".join(out)


def describe(reading: Reading, index: int) -> str:
    """A block's role, reason and p(content) in one line."""
    labels = reading.labels
    words = [f"block {index}: {labels.roles[index].value}", f"p(content) {labels.p_content[index]:.2f}"]
    reason = labels.reasons[index]
    return " · ".join([*words, *([reason] if reason and not reason.startswith("p(content)") else [])])


def _block(reading: Reading, block: Block) -> str:
    role = reading.labels.roles[block.index]
    before = reading.labels.roles[block.index - 1] if block.index else None
    said = attribute(describe(reading, block.index))
    first = "" if role is before else " first"
    return (
        f'<div class="b r-{role.value}{first}" id="b{block.index}" tabindex="0" dir="auto" data-role="{role.value}"'
        f' data-said="{said}" aria-description="{said}">{_pieces(block)}</div>'
    )


def _pieces(block: Block) -> str:
    """The text, links underlined; they lead nowhere."""
    left = MAX_CHARS
    out: list[str] = []
    for piece in block.pieces:
        said = "\n" if piece.text == LINE_BREAK else piece.text
        part = text(said[:left])
        out.append(f"<u>{part}</u>" if piece.href and part.strip() else part)
        left -= len(said)
        if left <= 0:
            out.append(" …")
            break
    return "".join(out).strip()


def _pictures(reading: Reading) -> dict[int, str]:
    """For the blocks with pictures or players before them: which, in words."""
    found: dict[int, str] = {}
    for media in reading.blocks.media[:MAX_BLOCKS]:
        said = " ".join((media.element.get("alt") or media.element.get("title") or "").split())[:200]
        words = text(f"{media.tag}: {said}" if said else media.tag)
        found[media.before] = f"{found[media.before]} · {words}" if media.before in found else words
    return {index: words[:2000] for index, words in found.items()}


def _shared(first: tuple[int, ...], second: tuple[int, ...]) -> Iterator[int]:
    for mine, its in zip(first, second, strict=False):
        if mine != its:
            return
        yield mine


class _Frames:
    """The elements around a block that are shown, outermost first."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self._nodes = nodes
        self._chains: dict[int, tuple[int, ...]] = {-1: ()}

    def around(self, node: int) -> tuple[int, ...]:
        path = []
        while node not in self._chains:
            path.append(node)
            node = self._nodes[node].parent
        chain = self._chains[node]
        for index in reversed(path):
            if self._nodes[index].tag in _SHOWN and len(chain) < MAX_DEPTH:
                chain = (*chain, index)
            self._chains[index] = chain
        return chain
