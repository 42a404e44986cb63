"""Findings that hold whatever the model says, each with its near miss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from articlextract.records import Role

Find = Callable[..., Any]
IS_STORY = '<meta property="og:type" content="article">'
IS_THREAD = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
IS_PRODUCT = '<meta property="og:type" content="product">'
EVENTS = "<section><h2>What is on</h2><ul><li>A sale of sheep</li><li>A brass band</li></ul></section>"
CARDS = '<ul><li><p><a href="/a">A spare net</a></p><p>14 crowns</p></li><li><a href="/b">A blue float</a></li></ul>'


@pytest.mark.parametrize("head", [IS_STORY, ""])
def test_nothing_after_the_storys_article_is_of_the_story(find: Find, head: str) -> None:
    page = find(f"<article>{{story}}<p>The end.</p></article>{EVENTS}<nav><p>Tides</p></nav>", head=head)
    assert page.certain("A brass band") is Role.OTHER
    assert page.best("Tides") is Role.NAVIGATION
    assert page.certain("The end.") is None


def test_an_article_with_little_of_the_page_is_not_the_whole_story(find: Find) -> None:
    page = find(f"<article><h1>Boats come in dry</h1><p>In short.</p></article>{{story}}{EVENTS}", head=IS_STORY)
    assert page.certain("A brass band") is None


def test_what_stands_outside_the_cell_of_the_story(find: Find) -> None:
    cells = "<td>The log of Osk</td></tr><tr><td>Menu of the day</td><td>{story}<p>The end.</p></td>"
    page = find(f"<table><tr>{cells}</tr><tr><td>Write to us</td></tr></table>")
    assert (
        page.certain("The log of Osk") is page.certain("Menu of the day") is page.certain("Write to us") is Role.OTHER
    )
    assert page.certain("The end.") is None


def test_a_title_is_certain_on_a_story_alone(find: Find) -> None:
    assert find("{story}", head=IS_STORY).certain("Boats come in dry") is Role.TITLE
    assert find("{story}").certain("Boats come in dry") is None


def test_a_single_post_is_a_story(find: Find) -> None:
    page = find("{story}", head='</head><body class="single single-post">')
    assert page.certain("Boats come in dry") is Role.TITLE


@pytest.mark.parametrize("line", ["Words Anna Bauer", "執筆：田所みのり", "Автор: Анна Бауэр", "Fotos: Anna Bauer"])
def test_labels_of_bylines(find: Find, line: str) -> None:
    page = find(f"<h1>Boats come in dry</h1><p>{line}</p>{{story}}", head=IS_STORY, story=False)
    assert page.certain(line) is Role.BYLINE


def test_words_that_begin_a_sentence_label_no_byline(find: Find) -> None:
    page = find("<h1>Boats come in dry</h1><p>Words fail the harbour master</p>", head=IS_STORY, story=False)
    assert page.roles("Words fail the harbour master") == set()


def test_a_line_of_author_date_and_readers_needs_no_stated_story(find: Find) -> None:
    line = "12 марта 2019, 14:05 Автор: Ольга Меркулова Просмотров: 2841"
    body = f"<h1>Boats come in dry</h1><p>{line}</p><p>Note: Author: nobody.</p>"
    page = find(body, story=False)
    assert page.certain(line) is Role.BYLINE
    assert page.roles("Note: Author: nobody.") == set()


def test_an_author_box_by_its_heading(find: Find) -> None:
    box = "<div><h4>About the Author</h4><p>Anna Bauer has written of boats since 2009.</p></div>"
    page = find(f"{{story}}{box}<p>About the author of the ledger nothing is known.</p>", head=IS_STORY)
    assert page.certain("Anna Bauer has written of boats since 2009.") is Role.BYLINE
    assert page.certain("About the author of the ledger nothing is known.") is None


def test_the_lines_above_and_below_a_post(find: Find) -> None:
    post = (
        '<div><span class="creator">ann_w</span> <time datetime="2023-01-17">January 17, 2023</time> 2</div>'
        "<p>In January 17 boats came.</p><div>1 Like</div>"
    )
    page = find(f"{{story}}{post}", head=IS_THREAD)
    assert page.certain("ann_w January 17, 2023 2") is Role.BYLINE
    assert page.certain("1 Like") is Role.SHARE
    assert page.certain("In January 17 boats came.") is None
    assert find(f"{{story}}{post}").certain("ann_w January 17, 2023 2") is None


def test_a_page_that_is_a_consent_dialog(find: Find) -> None:
    words = f"<p>We and our partners use cookies to measure how this site is used. {'Cookies are small. ' * 9}</p>"
    buttons = "<button>Accept all</button><button>Reject all</button>"
    wall = find(f'<form class="consent-form"><h1>Before you go on</h1>{words}{buttons}</form>', story=False)
    assert wall.certain("Before you go on") is Role.CONSENT
    policy = find(f'<div class="consent-policy"><h1>Our cookies</h1>{words}</div>', story=False)
    assert policy.certain("Our cookies") is None


def test_a_note_on_javascript(find: Find) -> None:
    page = find("<noscript>You need to enable JavaScript.</noscript><noscript><p>A boat came in.</p></noscript>{story}")
    assert page.certain("You need to enable JavaScript.") is Role.HIDDEN
    assert page.certain("A boat came in.") is None


@pytest.mark.parametrize(
    "line",
    [
        "© 1999-2001 Iain Moray, who sailed the boat home and wrote this. Best viewed at 800 x 600 by the sea.",
        "The Post is published by a society of friends. Registered office: 2 Chapel Lane.",
        "You are visitor 4172",
    ],
)
def test_lines_of_publishers(find: Find, line: str) -> None:
    assert find(f"{{story}}<p>{line}</p>").certain(line) is Role.LEGAL


def test_offers_below_a_product(find: Find) -> None:
    page = find(f"{{story}}<h2>You may also like</h2>{CARDS}<p>Made in Osk.</p>", head=IS_PRODUCT)
    assert page.certain("A spare net") is page.certain("A blue float") is Role.RELATED
    assert page.certain("Made in Osk.") is None
    assert find(f"{{story}}<h2>You may also like</h2>{CARDS}").certain("A spare net") is None


def test_lines_of_categories(find: Find) -> None:
    line = (
        '<p>This entry was posted in <a href="/c">Races</a></p><p>Tagged by hand, <a href="/e">eels</a> were freed</p>'
    )
    page = find(f"{{story}}{line}", head=IS_STORY)
    assert page.certain("This entry was posted in Races") is Role.OTHER
    assert page.certain("Tagged by hand, eels were freed") is None


def test_quotes_in_threads_are_no_asides(find: Find) -> None:
    page = find('{story}<aside class="quote"><p>As I said.</p></aside><aside><p>Tides today</p></aside>')
    assert page.roles("As I said.") == set()
    assert page.roles("Tides today") == {Role.OTHER}


def test_a_cell_that_counts_replies_is_no_comment(find: Find) -> None:
    page = find('{story}<table><tr><th class="replies">Replies</th></tr><tr><td class="replies">14</td></tr></table>')
    assert Role.COMMENT not in page.roles("Replies") | page.roles("14")


@pytest.mark.parametrize("line", ["Was this page helpful?", "War dieser Artikel hilfreich?", "★★★★☆", "⭐ ⭐ ⭐"])
def test_what_asks_for_a_verdict_is_no_part_of_the_story(find: Find, line: str) -> None:
    assert find(f"{{story}}<p>{line}</p>").certain(line) is Role.OTHER


@pytest.mark.parametrize("line", ["Was this page helpful to the harbour?", "★ The red star", "* * *"])
def test_what_only_begins_so_may_be(find: Find, line: str) -> None:
    assert find(f"{{story}}<p>{line}</p>").certain(line) is None


def test_a_link_with_a_command_is_no_part_of_the_story(find: Find) -> None:
    page = find('{story}<p><a href="/print">Print Recipe</a></p><button>Drucken</button><p>Print</p>')
    assert page.certain("Print Recipe") is page.certain("Drucken") is Role.SHARE
    assert page.certain("Print") is None
