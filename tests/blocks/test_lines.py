"""Flattened text to blocks: what is one paragraph, what is a heading or a list, and that no word is lost."""

from __future__ import annotations

import textwrap

import pytest

from articlextract.blocks.lines import cut_lines, line_blocks

PARAGRAPH = (
    "The dredger has been at work in the outer basin since Monday, and what it brings up is mostly mud, bottles and "
    "the anchors of boats that nobody remembers. On Friday it found a bell."
)


def texts(text: str) -> list[str]:
    return list(cut_lines(text).texts)


def tags(text: str) -> list[str]:
    return list(cut_lines(text).tags)


def test_each_line_is_a_block_with_its_number_and_the_gap_above() -> None:
    lines = cut_lines("Home\nNews\n\n\n  " + PARAGRAPH)
    assert list(lines.texts) == ["Home", "News", PARAGRAPH]
    assert lines.numbers == (1, 2, 5)
    assert lines.gaps == (0, 0, 2)
    assert lines.indents == (0, 0, 2)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(line_end: str) -> None:
    assert texts(line_end.join(["Home", "", "News"])) == ["Home", "News"]


@pytest.mark.parametrize("width", [60, 72, 100])
def test_a_text_wrapped_at_a_width_is_joined_again(width: int) -> None:
    text = "\n\n".join(textwrap.fill(PARAGRAPH, width) for _ in range(2))
    assert texts(text) == [PARAGRAPH, PARAGRAPH]


def test_a_sentence_broken_at_its_links_is_joined_again() -> None:
    text = "The bell was cast in \nVenn\n, says the\n harbour museum\n, and rang until 1911."
    assert texts(text) == ["The bell was cast in Venn, says the harbour museum, and rang until 1911."]


@pytest.mark.parametrize(
    "menu",
    [
        ["Home", "About us", "Contact"],
        ["Ferry to Holm is late for the third time this week", "Dredger finds a bell in the outer basin of Osk"],
        ["flour", "two eggs", "salt"],
    ],
)
def test_lines_of_a_list_stay_apart(menu: list[str]) -> None:
    assert texts("\n".join(menu)) == menu


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    assert tags(f"What it found\n\n{PARAGRAPH}\n\nThe end of it.\n\n{PARAGRAPH}") == ["h2", "p", "p", "p"]


def test_markdown_is_read() -> None:
    link = "[the list](https://example.org/l)"
    text = f"# The bell\n\nIt was **very** green, see {link}.\n\n- one\n- two\n\n3. three\n\n> said so"
    lines = cut_lines(text)
    blocks = line_blocks(lines, range(len(lines)))
    assert tags(text) == ["h1", "p", "li", "li", "li", "p"]
    assert blocks[1].text == lines.texts[1] == "It was very green, see the list."
    assert [piece.href for piece in blocks[1].pieces if piece.href] == ["https://example.org/l"]
    assert [node.tag for node in blocks.nodes if node.depth == 1] == ["h1", "p", "ul", "ol", "blockquote"]


def test_a_line_of_dashes_makes_the_line_above_a_heading_and_is_gone() -> None:
    assert texts("The bell\n--------\nIt rang.") == ["The bell", "It rang."]
    assert tags("The bell\n--------\nIt rang.")[0] == "h2"


def test_code_between_fences_is_exact_and_an_open_fence_is_none() -> None:
    assert texts("```\nif x:\n    ring()\n```\nDone") == ["if x:\n    ring()", "Done"]
    assert texts(f"Use ``` for code\n```\n{PARAGRAPH}\n\nEnd")[-2:] == [PARAGRAPH, "End"]


def test_invisible_characters_go_and_white_space_is_folded() -> None:
    assert texts("\ufeffThe\u200b \u00a0 bell\tr\u00adang") == ["The bell rang"]


@pytest.mark.parametrize("text", ["", "\n\n \n", "\u200b"])
def test_nothing_gives_no_blocks(text: str) -> None:
    assert texts(text) == []


def test_no_word_is_lost() -> None:
    text = "Home\n* a\n1. b\n## c\nd e,\nf (g\n) h\n\n~~~\ni\n~~~\n> j\n---\nk\n"
    assert (
        " ".join(" ".join(texts(text)).replace("(", "").replace(")", "").replace(",", "").split())
        == "Home a b c d e f g h i j k"
    )


def test_too_many_lines_are_cut_off_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articlextract.blocks.lines._MAX_BLOCKS", 3)
    lines = cut_lines("a\n\nb\n\nc\n\nd")
    assert len(lines) == 3
    assert lines.truncated
