"""The compiled model beside the one in numpy: the same features and scores, for all fixtures and some odd pages."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from twins import FIXTURES, ODD_TEXTS, twin

from articlextract.blocks import segment
from articlextract.errors import ParseError
from articlextract.filters import find_boilerplate
from articlextract.model.characters import PLANE, class_of
from articlextract.model.columns import MEANINGS
from articlextract.model.decision import FEW_WORDS, LEAST_P, REASONS, _choose
from articlextract.model.features import block_features
from articlextract.model.label import name_blocks, with_tags
from articlextract.model.marks import mark_features
from articlextract.model.said import by_block
from articlextract.model.score import SHIPPED, feature_hash
from articlextract.model.stored import Array, read_arrays
from articlextract.model.weights import load
from articlextract.parse import parse_page
from articlextract.records import Block, Blocks, Finding, Node, Page, RawPage, Role

PAGES = {path.parent.name: path.read_bytes() for path in sorted(FIXTURES.glob("*/page.html"))} | {
    "one word": b"<p>Word</p>",
    "deep": b"<div class=a>" * 3000 + b"The end of it all." + b"</div>" * 3000,
    "long words": "".join(f"<p class='x{i} Ünïcode-Ñame'>{'ab' * i}</p>" for i in range(200)).encode(),
    "many": "".join(f"<p>{i} of them</p>" for i in range(5000)).encode(),
    "title": b"<title>One tern, one tern and a buoy</title><h1>One tern and a buoy</h1><p>A tern</p><p>\xc2\xa0x</p>",
    "data": b"<script type=application/ld+json>{'@type':'Article','articleBody':'Said once'}</script>".replace(
        b"'", b'"'
    )
    + b"<meta name=description content='Said once and for all, here'><p>Said once and for all</p><p>Not said here</p>",
    **{f"text {name}": f"<p>{text[:5000]}</p><p>x</p>".encode("utf-8", "replace") for name, text in ODD_TEXTS.items()},
}
Seen = tuple[Page, Blocks]


@pytest.fixture(scope="module")
def model():
    return twin("model._kernel").Model(read_arrays(SHIPPED, feature_hash()))


@pytest.mark.parametrize("name", PAGES)
def test_the_same_as_in_numpy(model, name: str) -> None:
    try:
        page = parse_page(RawPage(PAGES[name], url="https://example.org/a/one-tern-2?b"), max_bytes=10**7)
    except ParseError:  # a fixture that is no page
        return
    blocks = segment(page)
    if len(blocks):
        assert_same(model, page, blocks)


def assert_same(model, page: Page, blocks: Blocks) -> None:
    weights = load()
    said = by_block(find_boilerplate(page, blocks), len(blocks))
    expected = block_features(page, blocks, mark_features(*said, weights.lexicon), weights.lexicon)
    found = np.frombuffer(model.features(page, blocks, *said), np.float32).reshape(len(MEANINGS), len(blocks)).T
    for column, name in enumerate(MEANINGS):
        np.testing.assert_allclose(found[:, column], expected[:, column], rtol=2e-5, atol=2e-5, err_msg=name)
    p, words, kinds = model.score(page, blocks, *said)
    numpys = weights.score(page, blocks, *said)
    # a feature on the border of a tree's question falls to one side or the other by its last digit: 1 tree of 350
    np.testing.assert_allclose(p, numpys.p_content, atol=0.02)
    np.testing.assert_allclose(words, numpys.words, rtol=1e-5)
    np.testing.assert_allclose(kinds, numpys.kinds, atol=1e-4)


@pytest.mark.parametrize("text", ["\ud800", "a\0b", "\U0001f642 \U0010ffff", " ", "", "ß" * 200, "İ" * 160, "Σ Σς"])
def test_any_text(model, text: str) -> None:
    page = parse_page(RawPage(b"<title>a b</title><p>a"), max_bytes=100)
    nodes = (Node("html", (), -1, 0, 0, 2, page.root), Node("p", ("\ud800", "é"), 0, 1, 1, 2, page.root))
    blocks = Blocks((Block(0, "a", (), 0, 0), Block(1, text, (), 1, 0)), nodes)
    p, words, _ = model.score(page, blocks, [None] * 2, [None] * 2)
    assert np.isfinite([*p, *words]).all()


@pytest.mark.parametrize(
    ("parent", "last", "node"), [(5, 1, 1), (1, 1, 1), (-2, 1, 1), (0, 7, 1), (0, -3, 1), (0, 1, 9), (0, 1, -1)]
)
def test_records_that_do_not_fit_together_are_refused(model, parent: int, last: int, node: int) -> None:
    page = parse_page(RawPage(b"<p>a"), max_bytes=100)
    nodes = (Node("html", (), -1, 0, 0, 1, page.root), Node("p", (), parent, 1, 0, last, page.root))
    with pytest.raises(ValueError, match="node"):
        model.score(page, Blocks((Block(0, "a", (), node, 0),), nodes), [None], [None])


def test_weights_of_another_shape_are_refused(model) -> None:
    arrays = read_arrays(SHIPPED, feature_hash())
    wrong = {
        "lexicon.names": Array("<f2", (3,), bytes(6)),
        "networks.mean": arrays["networks.mean"]._replace(data=b""),
        "forest.features": arrays["forest.features"]._replace(data=b"\xff" * len(arrays["forest.features"].data)),
        "forest.leaves": Array("<i8", (350, 64), bytes(350 * 64 * 8)),
    }
    for name, array in wrong.items():
        with pytest.raises(ValueError, match=name):
            type(model)({**arrays, name: array})


def test_classes_of_characters(model) -> None:
    kernel = sys.modules[type(model).__module__]
    assert [chr(code) for code in range(PLANE) if kernel.class_of(chr(code)) != class_of(chr(code))] == []


@pytest.mark.parametrize("seed", range(20))
def test_what_is_chosen_and_how_it_is_named(model, seed: int) -> None:
    kernel, dice = sys.modules[type(model).__module__], np.random.default_rng(seed)
    count = int(dice.integers(1, 100))
    p = (dice.random(count).round(dice.integers(1, 4)) * dice.choice([0.2, 1])).tolist()  # many are equal
    words = dice.integers(0, 60, count).astype(float).tolist()
    kept, expected = kernel.choose(p, words, 4.0, LEAST_P, FEW_WORDS)
    assert (kept, pytest.approx(expected)) == _choose(p, words, 4.0, LEAST_P, FEW_WORDS)
    found = [None, None, Finding(0, 1, Role.SHARE, "a button", certain=True), Finding(0, 1, Role.PROMO, "its class")]
    certain, likely = ([found[i] for i in dice.integers(0, len(found), count)] for _ in range(2))
    again = {int(i): "the same as block 0" for i in dice.integers(0, count, count // 5) if not kept[i]}
    said = (certain, likely, kept, p, again, Role.CONTENT, Role.OTHER, REASONS)
    assert kernel.name_blocks(*said) == name_blocks(*said)


def test_lists_of_different_lengths_are_refused(model) -> None:
    kernel = sys.modules[type(model).__module__]
    with pytest.raises(ValueError, match="so many"):
        kernel.choose([0.5], [], 1.0, LEAST_P, FEW_WORDS)
    for short in range(4):
        lists = [[None], [None], [True], [0.5]]
        lists[short] = []
        with pytest.raises(ValueError, match="so many"):
            kernel.name_blocks(*lists, {}, Role.CONTENT, Role.OTHER, REASONS)


def test_nodes_with_tags(model) -> None:
    blocks = segment(parse_page(RawPage(b"<ul><li>a</ul><ol><li>b</ol><p>c"), max_bytes=100))
    found = sys.modules[type(model).__module__].with_tags(blocks.nodes, {"ul", "ol"})
    assert found == with_tags(blocks.nodes, {"ul", "ol"})
    assert [node.tag for node in found] == ["ul", "ol"]


def test_pieces_that_the_page_states(model) -> None:
    """What is looked for by its first characters before it is looked for."""
    body = "One tern, two BUOYS and the İstanbul ferry; 海に出た船はまだ戻らない。 All of it went out at nine."
    page = f"<script type=application/ld+json>{{'@type':'Article','articleBody':'{body}'}}</script>".replace("'", '"')
    pieces = [
        "One tern, two buoys and",
        "TWO buoys and the istanbul",
        "İstanbul ferry; 海に出た船",
        "went out at nine, or so it was said",
    ]
    html = page + "".join(f"<p>{piece}</p>" for piece in pieces)
    parsed = parse_page(RawPage(html.encode()), max_bytes=10**5)
    assert_same(model, parsed, segment(parsed))
