from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from articlextract.article import PageType
from articlextract.fields._site import SiteNames
from articlextract.fields._titles import has_bar, without_site
from articlextract.fields.title import find_title

STORY = "<p data-role=content>The harbour master of Osk counted nine boats before noon.</p>"
SITE = '<meta property="og:site_name" content="The Tidewatch">'


def title(read: Callable[..., tuple], body: str, head: str = "", **more: str) -> str | None:  # type: ignore[type-arg]
    found = find_title(*read(body, head, **more))
    return found.value if found else None


@pytest.mark.parametrize(
    "tag",
    [
        "Nine Boats Come In - The Tidewatch",
        "Nine Boats Come In — Tidewatch",
        "The Tidewatch | Nine Boats Come In",
        "Nine Boats Come In · The Tidewatch",
        "Nine Boats Come In » THE TIDEWATCH",
        "Nine Boats Come In | tidewatch.example.org",
    ],
)
def test_title_without_the_name_of_the_site(read: Callable[..., tuple], tag: str) -> None:  # type: ignore[type-arg]
    assert title(read, STORY, f"<title>{tag}</title>{SITE}") == "Nine Boats Come In"


@pytest.mark.parametrize("sign", ["", " - ", ": "])
def test_a_kicker_is_no_part_of_the_headline(read: Callable[..., tuple], sign: str) -> None:  # type: ignore[type-arg]
    heading = f"<h1><span class=story__overline>Herring in spring{sign}</span> <span>Nine Boats Come In</span></h1>"
    assert (
        title(read, heading + STORY, f"<title>Nine boats are back, says Osk - The Tidewatch</title>{SITE}")
        == "Nine Boats Come In"
    )


@pytest.mark.parametrize(
    ("heading", "headline"),
    [
        ("<span>The Best Boats of Osk</span><span>Top Tugs</span>", "The Best Boats of Osk Top Tugs"),
        ("<b>Java</b><i>Script</i> at the Helm", "JavaScript at the Helm"),
        ("Mac<b>Donald</b> Goes Ashore", "MacDonald Goes Ashore"),
        ("<b>W</b>inter at Osk", "Winter at Osk"),
    ],
)
def test_lines_of_a_headline_are_set_apart(read: Callable[..., tuple], heading: str, headline: str) -> None:  # type: ignore[type-arg]
    head = f"<title>MacDonald and JavaScript, all about it - The Tidewatch</title>{SITE}"
    assert title(read, f"<h1>{heading}</h1>{STORY}", head) == headline


@pytest.mark.parametrize(
    "headline", ["Osk: Nine Boats and One Piano", "Dry Nets – a Year Without Herring", "Osk - Tarrow - Hollin in a Day"]
)
def test_genuine_colon_or_dash_stays(read: Callable[..., tuple], headline: str) -> None:  # type: ignore[type-arg]
    body = f"<h1>{headline}</h1>{STORY}"
    assert title(read, body, f"<title>{headline} - The Tidewatch</title>{SITE}") == headline
    assert title(read, STORY, f"<title>{headline} - The Tidewatch</title>{SITE}") == headline


def test_heading_of_another_page_is_no_title(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    body = f"<div data-role=related><h1>Roof Fund Reaches Half Way</h1></div><h2>Nine Boats Come In</h2>{STORY}"
    assert title(read, body, "<title>Nine Boats Come In</title>") == "Nine Boats Come In"


def test_logo_and_menu_are_no_title(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    body = f"<h1><a href='/'>Rowing Club of Osk</a></h1><h1>Nine Boats Come In</h1>{STORY}"
    assert title(read, body, "<title>Rowing Club of Osk | Since 1889</title>") == "Nine Boats Come In"


def test_visible_heading_wins_over_shortened_title(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    head = '<title>Nine boats come in with dry nets</title><meta property="og:type" content="article">'
    body = f"<h1>Nine boats come in with dry nets, and nobody knows why</h1>{STORY}"
    assert title(read, body, head) == "Nine boats come in with dry nets, and nobody knows why"


def test_entities_and_soft_hyphens(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    head = '<meta property="og:title" content="Fish &amp;amp; Chips at the Har&shy;bour">'
    assert title(read, STORY, head) == "Fish & Chips at the Harbour"


def test_label_and_button_in_the_heading_are_no_part_of_it(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    head = "<title>Notice - Nine Boats Come In | The Tidewatch</title>"
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Nine Boats Come In"}</script>'
    h1 = "<h1><span class=label>Notice</span> Nine Boats Come In <button>Copy link</button></h1>"
    assert title(read, h1 + STORY, head + SITE + data) == "Nine Boats Come In"


def test_hidden_note_in_the_heading_is_no_part_of_it(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    h1 = "<h1>Nine Boats Come In<div hidden>Keep this page in a list of your own</div></h1>"
    assert title(read, h1 + STORY, f"<title>Boats of Osk</title>{SITE}") == "Nine Boats Come In"


def test_tagline_in_the_heading_is_no_part_of_it(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    h1 = "<h1>Grey Edition<span>A jersey for cold harbours</span></h1>"
    assert title(read, h1 + STORY, f"<title>Grey Edition | Jerseys</title>{SITE}") == "Grey Edition"


def test_name_of_the_site_close_behind_a_closing_bracket(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    url = "https://tidewatch.example.org/2024/boats"
    head = "<title>九艘の船が帰る「北の港」:example航海日誌</title>"
    assert title(read, STORY, head, url=url, lang="ja") == "九艘の船が帰る「北の港」"
    quoted = "<title>「北の港」:九艘の船が帰る</title>"
    assert title(read, STORY, quoted, url=url, lang="ja") == "「北の港」:九艘の船が帰る"


def test_section_after_a_bar_goes(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    head = "<title>Nine Boats Come In | Harbours</title>"
    assert title(read, STORY, head, url="https://tidewatch.example.org/harbours/8812") == "Nine Boats Come In"


def test_heading_without_the_name_of_the_site(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    h1 = "<h1>Nine Boats Come In | The Tidewatch</h1>"
    assert title(read, h1 + STORY, f"<title>Boats, nets and weather</title>{SITE}") == "Nine Boats Come In"


def test_application_named_like_the_page(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    head = '<title>Nine Boats Come In</title><meta name="application-name" content="Nine Boats Come In">'
    body = f"<h1>Nine Boats Come In</h1>{STORY}<h2 data-role=related>More from the Harbour</h2>"
    assert title(read, body, head) == "Nine Boats Come In"


def test_tag_that_the_title_speaks_of_stays(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    head = "<title>&lt;net&gt;: the Net Element - Rigging</title>"
    assert title(read, f"<h1>&lt;net&gt;: the Net Element</h1>{STORY}", head) == "<net>: the Net Element"


def test_front_page_keeps_the_name_before_its_slogan(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    head = f"<title>The Tidewatch | Every Boat, Every Morning</title>{SITE}"
    slogan = "<h1>Wake up with the harbour.</h1>"
    assert title(read, slogan + STORY, head, url="https://tidewatch.example.org/") in (
        "The Tidewatch | Every Boat, Every Morning",
        "Wake up with the harbour.",
    )
    behind = f"<title>Every Boat, Every Morning | The Tidewatch</title>{SITE}"
    assert title(read, STORY, behind, url="https://tidewatch.example.org/") == "Every Boat, Every Morning"


def test_no_title_at_all(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    assert title(read, STORY) is None


def test_front_page_may_be_called_like_its_site(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    head = f"<title>The Tidewatch</title>{SITE}"
    assert title(read, STORY, head, url="https://www.tidewatch.example.org/") == "The Tidewatch"


def test_evidence_names_the_winner_and_the_losers(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    found = find_title(*read(f"<h1>Nine Boats Come In</h1>{STORY}", "<title>Nine Boats Come Home - News</title>"))
    assert found is not None
    assert found.evidence.source == "block:0"
    assert "title" in [loser.source for loser in found.evidence.losers]


@pytest.mark.parametrize("text", ["Tidewatch 7", "Tidewatch News", "tidewatch.org"])
def test_name_of_the_site_with_what_sites_add(read: Callable[..., tuple], text: str) -> None:  # type: ignore[type-arg]
    page, _, _ = read(STORY, url="https://tidewatch.org/boats")
    assert SiteNames(page).holds(text)


def test_quotation_marks_are_no_bar() -> None:
    assert has_bar("Nine Boats » Harbours") and has_bar("Nine Boats | Harbours")
    assert not has_bar("«Nine boats», says the harbour master")
    assert not has_bar("Neuf bateaux « sans un hareng » au port")


def test_without_site_leaves_a_title_that_is_nothing_else(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    page, _, _ = read(STORY, SITE)
    assert without_site("The Tidewatch", SiteNames(page)) == "The Tidewatch"
    assert without_site("", SiteNames(page)) == ""


@pytest.mark.parametrize(
    ("below", "expected"),
    [("Nine Boats Come In", "Nine Boats Come In"), ("Nets", "Herring at Osk: boats come in with fish")],
)
def test_headline_below_a_heading_for_search_engines(
    read: Callable[..., tuple],  # type: ignore[type-arg]
    below: str,
    expected: str,
) -> None:
    h1 = "Herring at Osk: boats come in with fish"
    data = f'{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{h1}"}}'
    head = f'<title>{h1}</title><meta property="og:title" content="Nine Boats Come In">'
    head += f'<script type="application/ld+json">{data}</script>'
    assert title(read, f"<h1>{h1}</h1><h2>{below}</h2>{STORY}", head) == expected


@pytest.mark.parametrize(
    ("kind", "expected"), [(PageType.PRODUCT, "Osk Storm Lamp"), (PageType.ARTICLE, "Osk Storm Lamp - Burns all night")]
)
def test_slogan_after_a_dash_where_the_page_is_no_story(
    read: Callable[..., tuple],  # type: ignore[type-arg]
    kind: PageType,
    expected: str,
) -> None:
    head = '<title>Osk Storm Lamp</title><meta property="og:title" content="Osk Storm Lamp">'
    page, blocks, labels = read(f"<h1>Osk Storm Lamp - Burns all night</h1>{STORY}", head)
    found = find_title(page, blocks, replace(labels, page_type=kind))
    assert found is not None
    assert found.value == expected


def test_home_is_no_title(read: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    assert (
        title(read, STORY, f"<title>Home - The Tidewatch</title>{SITE}", url="https://tidewatch.example.org/")
        == "The Tidewatch"
    )
