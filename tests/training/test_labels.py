"""Labels by alignment."""

from __future__ import annotations

from training.labels import align


def test_blocks_of_the_gold_text_are_content_and_menus_are_not() -> None:
    blocks = ["Home", "The river rose in the night", "Share", "and the road was gone by morning"]
    shares, counts = align(blocks, "The river rose in the night\n\nand the road was gone by morning")
    assert shares.tolist() == [0, 1, 0, 1]
    assert counts.tolist() == [1, 6, 1, 7]


def test_scattered_words_of_a_long_block_do_not_count() -> None:
    shares, _ = align(["subscribe to the news by mail for free today"], "the mail went by for years and years")
    assert shares[0] == 0


def test_a_word_that_the_menu_shares_with_the_story_is_taken_in_the_story() -> None:
    shares, _ = align(["River", "River levels rose again in March"], "River levels rose again in March")
    assert shares.tolist() == [0, 1]
