"""One role for each block: certain findings, the model's word, likely findings, in that order."""

from __future__ import annotations

from pathlib import Path

import pytest

from articlextract.blocks import segment
from articlextract.model import label
from articlextract.model.repeats import find_repeated_lines, find_repeats, find_retold
from articlextract.model.said import by_block
from articlextract.model.score import SHIPPED, feature_hash, load_scorer
from articlextract.model.weights import load, save
from articlextract.parse import parse_page
from articlextract.records import Blocks, Finding, Page, RawPage, Role

HTML = """<title>The mill race</title><body><nav><ul><li><a href=/>Home</a><li><a href=/c>Contact</a></ul></nav>
<article><h1>The mill race</h1>
<p>The race was dug in 1702 by hand, and it took two winters. Nothing larger than a shovel was used, nobody died.</p>
<p>It runs for a mile and a half along the foot of the hill before it meets the wheel, which still turns on Sundays.</p>
<p>Repairs are paid for by the sale of flour. In a good year there is enough left over for a party in the yard.</p>
</article><footer>© The Mill Trust</footer></body>"""


@pytest.fixture
def page() -> tuple[Page, Blocks]:
    parsed = parse_page(RawPage(HTML.encode(), url="https://mill.example/race"), max_bytes=10**6)
    return parsed, segment(parsed)


def test_the_story_is_content_and_the_rest_is_not(page: tuple[Page, Blocks]) -> None:
    labels = label(*page, [])
    kept = [block.text[:8] for block, role in zip(page[1], labels.roles, strict=True) if role is Role.CONTENT]
    assert kept == ["The race", "It runs ", "Repairs "]
    assert len(labels.roles) == len(labels.reasons) == len(labels.p_content) == len(page[1])
    assert 0.5 < labels.confidence <= 1


def test_a_certain_finding_outvotes_the_model_and_a_likely_one_does_not(page: tuple[Page, Blocks]) -> None:
    story = next(block.index for block in page[1] if block.text.startswith("It runs"))
    sure = label(*page, [Finding(story, story + 1, Role.PROMO, "for the test", certain=True)])
    unsure = label(*page, [Finding(story, story + 1, Role.OTHER, "for the test")])
    assert (sure.roles[story], sure.reasons[story], sure.p_content[story]) == (Role.PROMO, "for the test", 0)
    assert unsure.roles[story] is Role.CONTENT


def test_a_refused_block_has_the_role_of_the_smallest_finding(page: tuple[Page, Blocks]) -> None:
    wide, narrow = Finding(0, 2, Role.OTHER, "wide"), Finding(0, 1, Role.NAVIGATION, "narrow")
    labels = label(*page, [narrow, wide])
    assert labels.roles[:2] == (Role.NAVIGATION, Role.OTHER)


def test_the_first_of_two_findings_of_one_size_wins() -> None:
    first, second = Finding(0, 2, Role.SHARE, "first"), Finding(1, 3, Role.LEGAL, "second")
    _, likely = by_block([first, second], 3)
    assert likely == [first, first, second]


def test_the_story_over_again_in_one_piece_is_left_out() -> None:
    """Some pages hold a copy for those who may not read the story: its paragraphs end to end, with nothing between."""
    story = [f"Paragraph {n} of the story about the mill race goes on for a good while. " * 4 for n in range(8)]
    story = [text.strip() for text in story]
    copy, other = "".join(story), "A letter of another kind, as long as the story is. " * 40
    html = "".join(f"<p>{text}</p>" for text in [*story, copy, other])
    blocks = segment(parse_page(RawPage(html.encode()), max_bytes=10**6))
    assert find_retold(blocks, range(len(blocks))) == [8]


LINE = "The harbour master wrote it down in the grey book that his father had begun, as he did each day of the year. "

SHORT = "<p>Read the small print<p>Then sign"


@pytest.mark.parametrize(
    ("html", "repeats"),
    [
        (f"<div><p>{LINE}1<p>{LINE}2</div><section><p>{LINE}1<p>{LINE}2<p>New.</section>", {2: 0, 3: 1}),
        (f"<div><p>{LINE}1<p>{LINE}2<p>{LINE}1<p>{LINE}2</div>", {}),  # a refrain
        ("<div><p>Details<p>Price</div><div><p>Details<p>Price</div>", {}),
        (
            "<div class=wide><p>Read the small print<p>Then sign</div><div><p>Read the small print<p>Then sign</div>",
            {2: 0, 3: 1},
        ),
        ("<div><p>Read the small print<p>Now</div><div><p>Then sign</div><div><p>Read the small print</div>", {}),
        (f"<div><p>{LINE}1<p>{LINE}2</div><table><tr><td>{LINE}1<td>{LINE}2</table>", {}),
    ],
)
def test_a_run_said_before_is_a_repeat(html: str, repeats: dict[int, int]) -> None:
    blocks = segment(parse_page(RawPage(html.encode()), max_bytes=10**6))
    assert find_repeats(blocks, range(len(blocks))) == repeats


def test_no_blocks_no_labels() -> None:
    empty = parse_page(RawPage(b""), max_bytes=10)
    assert label(empty, segment(empty), []).roles == ()


def test_the_same_page_gives_the_same_labels(page: tuple[Page, Blocks]) -> None:
    assert label(*page, []) == label(*page, [])


def test_the_shipped_weights_fit_these_features() -> None:
    assert load(SHIPPED).forest.features.max() < 10_000
    assert SHIPPED.stat().st_size < 1_500_000


def test_weights_of_other_features_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "weights.npz"
    weights = load(SHIPPED)
    monkeypatch.setattr("articlextract.model.weights.feature_hash", lambda: "another")
    save(weights, path)
    monkeypatch.undo()
    assert feature_hash() != "another"
    for read in (load, load_scorer):
        with pytest.raises(ValueError, match="other features"):
            read(path)


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    weights = load(SHIPPED)
    for name in ("a.npz", "b.npz"):
        save(weights, tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_lines_said_before_are_repeats_of_a_text() -> None:
    texts = [f"{LINE}{n}" for n in (1, 2, 3)] + ["Details", f"{LINE}1", f"{LINE}2", f"{LINE}3", "Details", "Details"]
    assert find_repeated_lines(texts, range(len(texts))) == {4: 0, 5: 1, 6: 2, 7: 3, 8: 3}
    assert find_repeated_lines(texts[:4] + texts[6:], range(6)) == {}
