"""Names that a page shows or states and that are not its author's; and marks that were read as names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from articlextract.article import PageType
from articlextract.fields._boxes import paragraph_about
from articlextract.fields._names import after_by, read_names
from articlextract.fields.authors import find_authors

Read = Callable[..., Any]
TITLE = "<h1 data-role=title>Nine Boats Come In</h1>"
STORY = "".join(f"<p data-role=content>The harbour master of Osk counted {n} boats.</p>" for n in range(3, 9))
OPEN = "<title>Nine Boats Come In</title>"


def names(
    read: Read, body: str = TITLE + STORY, head: str = OPEN, kind: PageType | None = None, **more: Any
) -> list[str]:
    page, blocks, labels = read(body, head, **more)
    found = find_authors(page, blocks, replace(labels, page_type=kind))
    return [author.name for author in found.value] if found else []


def card(author: str) -> str:
    return (
        '<div itemscope itemtype="https://schema.org/BlogPosting"><h3 itemprop=headline>Mill turns again</h3>'
        f'<span itemprop=author itemscope itemtype="https://schema.org/Person"><b itemprop=name>{author}</b></span>'
        "</div>"
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Jane Doe IN Boats", ["Jane Doe"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ana Lima e Bruno Reis", ["Ana Lima", "Bruno Reis"]),
        ("文字サイズ変更", ["文字サイズ変更"]),  # "change the size of letters", no "text by"
        ("文：山田太郎", ["山田太郎"]),
        ("7 Good Boats To Buy", []),
        ("98 Boats Osk", ["98 Boats Osk"]),
        ("Osk Admin", []),
        ("Jane Miller.", ["Jane Miller"]),
        ("Jane Doe Jr.", ["Jane Doe Jr."]),
        ("Oak Boats Inc.", ["Oak Boats Inc."]),
    ],
)
def test_names(raw: str, expected: list[str]) -> None:
    assert read_names(raw) == expected


def test_german_piece_and_its_writer() -> None:
    assert after_by("Ein Interview von Jane Doe mit Bo Oak.") == "Jane Doe"
    assert after_by("Ein Kommentar von Jane Doe.") == "Jane Doe."


def test_opening_sentence_that_names_the_writer(read: Read) -> None:
    assert names(read, TITLE + "<p data-role=content>Ein Gastbeitrag von Jane Miller.</p>" + STORY) == ["Jane Miller"]


@pytest.mark.parametrize("line", ["Story Progress Back to home", "Posts Harbour Osk"])
def test_label_that_begins_like_a_byline(read: Read, line: str) -> None:
    assert names(read, TITLE + f"<p data-role=byline>{line}</p>" + STORY) == []
    assert names(read, TITLE + "<p data-role=byline>Story by Jane Doe</p>" + STORY) == ["Jane Doe"]


def test_author_element_in_a_caption(read: Read) -> None:
    figure = "<figure data-role=caption><figcaption><p>Boats. <i class=author>Bo Oak</i></p></figcaption></figure>"
    assert names(read, TITLE + figure + STORY) == []


def test_press_contact(read: Read) -> None:
    assert names(read, TITLE + '<p>Contact: <a href="/authors/bo-oak">Bo Oak</a></p>' + STORY) == []
    assert names(read, TITLE + '<p>Contact</p><p><a href="/authors/bo-oak">Bo Oak</a></p>' + STORY) == ["Bo Oak"]


def test_address_of_the_house(read: Read) -> None:
    address = "<address class=vcard><div>1 Quay Road, Osk, Norfolk 15801</div></address>"
    assert names(read, TITLE + STORY + address) == []


def test_button_named_for_an_author(read: Read) -> None:
    assert names(read, TITLE + '<button><b class="author">Harbour Life</b></button>' + STORY) == []


def test_logo_in_an_element_named_for_an_author(read: Read) -> None:
    logo = '<div class="author vcard"><p><a href="/">Osk-Tidings</a></p></div>'
    assert names(read, logo + TITLE + STORY) == []


def test_team_of_sport(read: Read) -> None:
    link = '<a href="/team/osk-rovers">Osk Rovers</a> won'
    assert names(read, TITLE + f"<p data-role=content>{link}</p>" + STORY) == []
    assert names(read, TITLE + '<p><a href="/team/jane-doe">Jane Doe</a></p>' + STORY) == ["Jane Doe"]


@pytest.mark.parametrize("kind", [PageType.PRODUCT, PageType.ARTICLE])
def test_names_on_a_product_are_its_reviewers(read: Read, kind: PageType) -> None:
    expected = ["Bo Oak"] if kind is PageType.ARTICLE else []
    assert names(read, TITLE + "<p class=author>Bo Oak</p>" + STORY, kind=kind) == expected


@pytest.mark.parametrize("kind", [PageType.LISTING, PageType.SERVICE])
def test_many_names_on_a_list_are_of_its_entries(read: Read, kind: PageType) -> None:
    entries = "".join(f"<p class=author>{name}</p><p>Text</p>" for name in ("Bo Oak", "Ann Fir", "Jo Elm", "Li Ash"))
    more = "".join(f"<p class=author>{name}</p><p>Text</p>" for name in ("Al Yew", "Ed Box", "Ty Bay"))
    assert names(read, TITLE + "<p class=author>Bo Oak</p>" + STORY, kind=kind) == ["Bo Oak"]
    assert names(read, TITLE + entries + more + STORY, kind=kind) == []


@pytest.mark.parametrize(
    ("url", "expected"), [("https://tides.example/", []), ("https://tides.example/?p=4", ["Bo Oak"])]
)
def test_front_page_has_no_author(read: Read, url: str, expected: list[str]) -> None:
    head = OPEN + '<meta name=author content="Bo Oak">'
    assert names(read, head=head, url=url, kind=PageType.SERVICE) == expected
    assert names(read, head=head, url=url, kind=PageType.ARTICLE) == ["Bo Oak"]


@pytest.mark.parametrize("kind", [PageType.LISTING, PageType.PRODUCT])
def test_owner_of_a_list_or_a_shop_in_its_head(read: Read, kind: PageType) -> None:
    head = OPEN + '<meta name=author content="Bo Oak">'
    assert names(read, head=head, kind=kind) == []
    story = head + '<meta property="og:type" content="article">'
    assert names(read, head=story, kind=kind) == ["Bo Oak"]


def test_authors_of_three_cards_in_the_data(read: Read) -> None:
    assert names(read, TITLE + STORY + card("Bo Oak") * 3) == []


def test_house_that_the_head_names_as_author(read: Read) -> None:
    house = "Alliance 90/Boats for Osk"
    head = OPEN + f'<meta name=author content="{house}"><script type="application/ld+json">'
    head += f'{{"@context": "https://schema.org", "@type": "Organization", "name": "{house}"}}</script>'
    assert names(read, head=head) == []


@pytest.mark.parametrize("house", ["Außenministerium der Insel Osk", "Sächsische Landesanstalt"])
def test_compound_names_of_offices(read: Read, house: str) -> None:
    assert names(read, head=OPEN + f'<meta name=author content="{house}">') == []


def test_house_with_a_title_in_its_name(read: Read) -> None:
    head = (
        OPEN + '<meta name=author content="Dr. Harbourfoods"><meta property="og:site_name" content="Dr. Harbourfoods">'
    )
    assert names(read, head=head, url="https://www.harbourfoods.example/cake") == []


def test_site_written_with_an_umlaut(read: Read) -> None:
    head = OPEN + '<meta name=author content="Jörg Bücker"><meta name="dcterms.publisher" content="Jörg Bücker">'
    assert names(read, head=head, url="https://www.joergbuecker.example/news/boats") == []


def test_sole_name_in_a_sidebar(read: Read) -> None:
    far = "".join(f"<p>Line {n}</p>" for n in range(20))
    assert names(read, TITLE + STORY + far + "<aside><p>Sent by <b class=username>Mia</b></p></aside>") == []


def test_sentence_below_the_story_with_a_name_after_by(read: Read) -> None:
    line = "Broadcast on 30.1.2022 von Jane Doe für Himmel und Erde in Antenne Düsseldorf"
    assert names(read, TITLE + STORY * 4 + f"<p data-role=content>{line}</p>") == []


def test_list_of_posts_is_sorted_by_a_word(read: Read) -> None:
    assert names(read, TITLE + STORY * 4 + "<h3 data-role=byline>View posts by tag</h3>") == []


def test_poster_whom_the_data_name_beats_a_heading(read: Read) -> None:
    data = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "DiscussionForumPosting",'
        ' "headline": "Nine Boats Come In", "author": {"@type": "Person", "name": "Need2Sail"}}</script>'
    )
    body = TITLE + "<p class=author>Osk Harbour</p><p data-role=content>Need2Sail 2 years ago</p>" + STORY
    assert names(read, body, OPEN + data, kind=PageType.FORUM) == ["Need2Sail"]


def test_brand_with_an_article_is_no_owner(read: Read) -> None:
    told = "".join(f"<p data-role=content>I counted {n} boats with my own glass, and I wrote.</p>" for n in range(6))
    head = OPEN + '<meta property="og:site_name" content="Restless Oarsman">'
    url = "https://restlessoarsman.example/boats"
    assert names(read, TITLE + told, head, url=url) == ["Restless Oarsman"]
    assert names(read, TITLE + told + "<p>About the Restless Oarsman</p>", head, url=url) == []


def test_institute_is_no_owner_of_its_towns_address(read: Read) -> None:
    told = "".join(f"<p data-role=content>I counted {n} boats with my own glass, and I wrote.</p>" for n in range(6))
    head = OPEN + '<meta property="og:site_name" content="Landeskunde Oskburg">'
    assert names(read, TITLE + told, head, url="https://politische-bildung-oskburg.example/boats") == []


def test_box_below_the_story(read: Read) -> None:
    about = "is the harbour master of Osk, has kept its grey book for thirty years and repairs clocks."
    assert names(read, TITLE + STORY + f"<h5>Stefan</h5><p>Stefan {about}</p>") == ["Stefan"]
    assert names(read, TITLE + STORY + f"<h5>Clocks</h5><p>Clocks {about} All clocks tick.</p>") == []


def test_author_among_links_right_below_the_headline(read: Read) -> None:
    box = '<div class="teaser-box-author"><p data-role=related>Jane Doe</p></div>'
    assert names(read, TITLE + box + STORY) == ["Jane Doe"]
    assert names(read, TITLE + STORY * 4 + box) == []


def test_member_beside_the_date(read: Read) -> None:
    line = '<p data-role=date><a href="/members-overview/?u=79003">Nils</a> 18.10.2019, 15:07</p>'
    assert names(read, TITLE + line + STORY) == ["Nils"]


def test_byline_is_no_biography(read: Read) -> None:
    line = "Jane Doe May 3, 2024 | Boats and harbours of the north coast"
    _, blocks, labels = read(TITLE + f"<p>{line}</p>" + STORY)
    assert paragraph_about("Jane Doe", blocks, labels, [1]) is None


def test_share_button_in_an_element_named_for_the_byline(read: Read) -> None:
    button = '<div class=byline><p class="fb-shares"><a href="#">Megosztom</a></p></div>'
    assert names(read, TITLE + button + STORY) == []


@pytest.mark.parametrize(("day", "expected"), [("1984", []), ("3 May 1984", ["Jane Orchard"])])
def test_year_beside_a_name_is_no_date(read: Read, day: str, expected: list[str]) -> None:
    assert names(read, TITLE + f"<p>Jane Orchard, {day}</p>" + STORY) == expected


def test_entry_of_a_menu(read: Read) -> None:
    entry = '<nav><ul><li data-role=byline><a href="/author/jane">Author: Jane Doe</a></li></ul></nav>'
    assert names(read, entry + TITLE + STORY) == []


def test_name_of_the_site_in_another_order(read: Read) -> None:
    head = OPEN + '<meta name=author content="Alliance 90/Boats in Osk">'
    head += '<meta property="og:site_name" content="Boats in Osk Alliance 90">'
    assert names(read, head=head) == []
