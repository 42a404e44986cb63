from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from articlextract.article import Author, AuthorKind, PageType
from articlextract.fields._names import read_names
from articlextract.fields.authors import find_authors

Read = Callable[..., Any]
H1 = "<h1>Nine Boats Come In</h1>"
TITLE = "<h1 data-role=title>Nine Boats Come In</h1>"
STORY = "".join(f"<p data-role=content>The harbour master of Osk counted {n} boats.</p>" for n in range(3, 9))
OPEN = "<title>Nine Boats Come In</title>"


def authors(read: Read, body: str = H1 + STORY, head: str = OPEN, **more: Any) -> tuple[Author, ...]:
    found = find_authors(*read(body, head, **more))
    return found.value if found else ()


def names(read: Read, body: str = H1 + STORY, head: str = OPEN, **more: Any) -> list[str]:
    return [author.name for author in authors(read, body, head, **more)]


def jsonld(author: str) -> str:
    return (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
        f' "headline": "Nine Boats Come In", "author": {author}}}</script>'
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("von Lars Köhler und Alina Berg", ["Lars Köhler", "Alina Berg"]),
        ("Von Miller", ["Von Miller"]),
        ("Von Lena Miller", ["Lena Miller"]),
        ("par Élodie Roux", ["Élodie Roux"]),
        ("Por María de la Cruz y Juan Pérez", ["María de la Cruz", "Juan Pérez"]),
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("作者：林知远", ["林知远"]),
        ("배윤경 기자", ["배윤경"]),
        ("Byron Smith", ["Byron Smith"]),
        ("Jane Doe, Senior Harbour Correspondent", ["Jane Doe"]),
        ("Jane Doe | The Tidewatch", ["Jane Doe"]),
        ("Jane Doe and Bo Oak, with Ann Fir", ["Jane Doe", "Bo Oak", "Ann Fir"]),
        ("Jane Doe; Bo Oak / Ann Fir", ["Jane Doe", "Bo Oak", "Ann Fir"]),
        ("Jane Doe May 4, 2024", ["Jane Doe"]),
        ("Posted by Jane Doe on May 4, 2024", ["Jane Doe"]),
        ("Jane Doe jane@tidewatch.example.org", ["Jane Doe"]),
        ("Miguel A. Santos", ["Miguel A. Santos"]),
        ("Jane Doe, Jr.", ["Jane Doe, Jr."]),
        ("Jane Doe, PhD, MSc", ["Jane Doe, PhD, MSc"]),
        ("Jane Doe, MD, gastroenterologist, Osk Health", ["Jane Doe, MD"]),
        ("Jane Doe, RD, FAND and Bo Oak, DVM", ["Jane Doe, RD, FAND", "Bo Oak, DVM"]),
        ("Rui Ma", ["Rui Ma"]),
        ("Jane Doe, Sr. Director of Operations", ["Jane Doe"]),
        ("Staff Writer Jane Doe", ["Jane Doe"]),
        ("Jane Doe, RADIO OSK", ["Jane Doe"]),
        ("Jane Doe, Tidewatch News, Osk", ["Jane Doe", "Tidewatch News"]),
        ("Jane Doe/Bo Oak", ["Jane Doe", "Bo Oak"]),
        ("AFP/The Tidewatch", ["AFP/The Tidewatch"]),
        ("J. R. R. Oak & Bo Fir", ["J. R. R. Oak", "Bo Fir"]),
        ("JANE DOE & BO FIR", ["JANE DOE", "BO FIR"]),
        ("Text & Fotos: Lena Miller", ["Lena Miller"]),
        ("Jane Doe In Travel, Boats", ["Jane Doe"]),
        ("山田太郎、佐藤花子", ["山田太郎", "佐藤花子"]),
        ("Anna-Lena van der Berg-O'Neil", ["Anna-Lena van der Berg-O'Neil"]),
        ("Harbour Tidings Sponsored", ["Harbour Tidings"]),
        ("Jane Doe1; Bo Oak12; Ann Fir2*", ["Jane Doe", "Bo Oak", "Ann Fir"]),
    ],
)
def test_names_in_a_byline(raw: str, expected: list[str]) -> None:
    assert read_names(raw) == expected
    assert read_names(raw, visible=True) == expected


@pytest.mark.parametrize(
    "raw",
    ["Email The Author", "View all posts", "About the Author", "3 hours ago", "5 min read", "Share", "admin", "@jane",
     "https://social.example.org/jane", "{{author}}", "Posted", "Staff", "Read more",
     "page.head.extra.author", "By", "Updated", "12 Comments"],
)  # fmt: skip
def test_what_is_no_name(raw: str) -> None:
    assert read_names(raw) == []


def test_names_in_lines_of_an_attribute() -> None:
    assert read_names("Jane Doe\nBo Oak") == ["Jane Doe", "Bo Oak"]
    assert read_names("Jane\nDoe") == ["Jane Doe"]


def test_one_author_from_several_sources(read: Read) -> None:
    head = OPEN + jsonld('{"@type": "Person", "name": "Jane Doe", "url": "/people/jane"}')
    head += '<meta name="author" content="By Jane Doe">'
    body = f"{H1}<div class='byline'>By <a rel='author' href='/author/jane'>Jane Doe</a></div>{STORY}"
    (author,) = authors(read, body, head)
    assert author == Author("Jane Doe", url="https://www.tidewatch.example.org/people/jane")


@pytest.mark.parametrize(
    "value",
    ['"Jane Doe and Bo Oak"', '["Jane Doe", "Bo Oak"]', '[{"@type": "Person", "name": "Jane Doe"}, {"name": "Bo Oak"}]',
     '[{"givenName": "Jane", "familyName": "Doe"}, {"name": ["Bo Oak"]}]'],
)  # fmt: skip
def test_forms_of_json_ld(read: Read, value: str) -> None:
    assert names(read, head=OPEN + jsonld(value)) == ["Jane Doe", "Bo Oak"]


@pytest.mark.parametrize("value", ["null", "[]", "{}", '""', '{"@type": "Person", "name": null}', "[[[]]]", "7"])
def test_empty_json_ld_names_nobody(read: Read, value: str) -> None:
    assert names(read, head=OPEN + jsonld(value)) == []


@pytest.mark.parametrize("role", ["related", "comment", "navigation", "promo", "consent", "legal", "hidden"])
def test_no_author_from_blocks_of_others(read: Read, role: str) -> None:
    byline = f"<div data-role={role}><p class='author'>By <a rel='author' href='/author/bo'>Bo Oak</a></p></div>"
    assert names(read, H1 + STORY + byline) == []
    assert names(read, H1 + byline + STORY) == []


@pytest.mark.parametrize("tag", ["article", "main"])
def test_byline_in_the_header_or_footer_of_the_story_itself(read: Read, tag: str) -> None:
    by = "Posted by boatman7 on Friday, 3 May 2024 from the dry-nets dept."
    assert names(read, f"<{tag}><header data-role=navigation><p>{by}</p></header>{H1}{STORY}</{tag}>") == ["boatman7"]
    foot = "<footer data-role=legal><p>Posted by Jane Doe on 2024-05-03 in boats.</p></footer>"
    assert names(read, f"<{tag}>{H1}{STORY}{foot}</{tag}>") == ["Jane Doe"]
    assert names(read, f"<{tag}>{H1}{STORY}</{tag}>{foot}") == []
    assert names(read, f"<{tag}><header data-role=navigation><p>By topic</p></header>{H1}{STORY}</{tag}>") == []


def test_byline_in_the_share_bar(read: Read) -> None:
    head = OPEN + '<meta name="author" content="Bo Oak">'
    assert names(read, f"{H1}<div data-role=share><p>By: Jane Doe</p><p>Share</p></div>{STORY}", head) == ["Jane Doe"]


def test_cards_have_their_own_authors(read: Read) -> None:
    cards = "".join(
        f"<div class='card'><h3><a href='/{n}'>Story number {n} of the harbour</a></h3><p>By Bo Oak</p></div>"
        for n in range(4)
    )
    assert names(read, H1 + cards) == []


def test_photographer_and_reviewer_are_no_authors(read: Read) -> None:
    body = f"{H1}<p class='byline'>By Jane Doe</p><p class='author'>Photos by <span class='author'>Bo Oak</span></p>"
    assert names(read, body + "<p class='author'>Reviewed by <span class='author'>Ann Fir</span></p>" + STORY) == [
        "Jane Doe"
    ]


def test_page_that_names_the_writer_beats_data_that_names_the_feed(read: Read) -> None:
    head = OPEN + '<meta property="og:site_name" content="The Tidewatch">'
    head += jsonld('{"@type": "Organization", "name": "The Tidewatch"}')
    body = f"{H1}<p class='byline'>By Jane Doe</p>{STORY}"
    assert names(read, body, head) == ["Jane Doe"]


def test_organisation_when_no_person_is_named(read: Read) -> None:
    (author,) = authors(read, f"{H1}<p class='byline'>By Harbour News Desk</p>{STORY}")
    assert author == Author("Harbour News Desk", kind=AuthorKind.ORGANISATION)


def test_name_beside_a_date(read: Read) -> None:
    assert names(read, f"{H1}<p data-role=date>Jane Doe · May 4, 2024</p>{STORY}") == ["Jane Doe"]


def test_prose_that_begins_like_a_byline(read: Read) -> None:
    body = f"{H1}<p>By noon, Osk and Tarrow had both closed their harbours for the rest of the week.</p>{STORY}"
    assert names(read, body) == []


def test_biography_and_profile_from_the_author_box(read: Read) -> None:
    box = (
        "<div class='author-box'><h4><a href='/author/jane'>Jane Doe</a></h4>"
        "<p>Jane Doe has written about boats, nets and bad weather since 2009.</p></div>"
    )
    (author,) = authors(read, f"{H1}<p class='byline'>By Jane Doe</p>{STORY}{box}")
    assert author.bio == "Jane Doe has written about boats, nets and bad weather since 2009."
    assert author.url == "https://www.tidewatch.example.org/author/jane"


def test_account_of_the_cms_that_the_page_never_shows(read: Read) -> None:
    assert names(read, head=OPEN + '<meta name="author" content="jdoe">') == []
    assert names(read, head=OPEN + '<meta name="author" content="wpadmin">') == []


def test_maker_of_the_site_with_an_address(read: Read) -> None:
    for value in ("Bo Oak bo@tidewatch.example.org", "Bo Oak - https://oak.example.org"):
        meta = f'<meta name="author" content="{value}">'
        assert names(read, head=OPEN + meta) == []
        assert names(read, f"{H1}<p class='byline'>By Bo Oak</p>{STORY}", OPEN + meta) == ["Bo Oak"]


def test_author_given_by_id_in_a_graph(read: Read) -> None:
    graph = (
        '{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Nine Boats Come In",'
        ' "author": [{"@id": "#jane"}]}, {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]}'
    )
    assert names(read, head=OPEN + f'<script type="application/ld+json">{graph}</script>') == ["Jane Doe"]


def test_person_only_in_the_author_box(read: Read) -> None:
    box = (
        "<div class='author-box'><h4 class='author-name'>Jane Doe</h4>"
        "<p class='author-bio'>Jane Doe has written about boats, nets and bad weather since 2009.</p></div>"
    )
    assert names(read, H1 + STORY + box) == ["Jane Doe"]


@pytest.mark.parametrize("kind", ["Person", "Thing"])
def test_site_named_by_its_data_alone_is_no_author(read: Read, kind: str) -> None:
    head = OPEN + '<meta property="og:site_name" content="Tidewatch Weekly">'
    site = '"name": "Tidewatch Weekly"}'
    head += jsonld(f'{{"@type": "{kind}", {site}, "publisher": {{"@type": "Organization", {site}')
    assert names(read, head=head) == []


def test_site_that_its_data_declares_an_organisation(read: Read) -> None:
    head = OPEN + '<meta property="og:site_name" content="Tidewatch Weekly">'
    head += jsonld('{"@type": "NewsMediaOrganization", "name": "Tidewatch Weekly"}')
    assert authors(read, head=head) == (Author("Tidewatch Weekly", kind=AuthorKind.ORGANISATION),)


def test_outlet_in_its_own_byline_is_an_organisation(read: Read) -> None:
    head = OPEN + '<meta property="og:site_name" content="HARBOUR.test">'
    (author,) = authors(read, f"{H1}<p class='byline'>By HARBOUR.test</p>{STORY}", head)
    assert author == Author("HARBOUR.test", kind=AuthorKind.ORGANISATION)


def test_newsroom_that_the_page_never_shows_is_no_author(read: Read) -> None:
    assert names(read, head=OPEN + jsonld('{"@type": "Person", "name": "Harbour Team"}')) == []


def test_byline_beats_data_that_the_page_never_shows(read: Read) -> None:
    head = OPEN + jsonld('"Bo Oak"') + '<meta name="author" content="Bo Oak">'
    assert names(read, f"{H1}<p>By Jane Doe</p>{STORY}", head) == ["Jane Doe"]


def test_two_spellings_of_one_person(read: Read) -> None:
    head = OPEN + jsonld('"Jane Ada Doe"')
    assert names(read, f"{H1}<p class='byline'>By Dr. Jane Doe</p>{STORY}", head) == ["Jane Ada Doe"]


def test_unseen_names_beside_seen_ones(read: Read) -> None:
    head = OPEN + '<meta name="author" content="Jane Doe, Bo Oak, Ann Fir">'
    assert names(read, f"{H1}<p class='byline'>By Jane Doe</p>{STORY}", head) == ["Jane Doe"]


@pytest.mark.parametrize(
    "line",
    ["Jane Doe | Senior Writer | July 2, 2024", "02.07.2024 | 13:10 Uhr | Jane Doe", "July 2, 2024 • Jane Doe in Boats",
     "Jane Doe on behalf of the crew, 2 July 2024"],
)  # fmt: skip
def test_name_in_a_dated_line_of_no_role(read: Read, line: str) -> None:
    assert names(read, f"{H1}<p>{line}</p>{STORY}") == ["Jane Doe"]


def test_name_alone_under_the_headline(read: Read) -> None:
    assert names(read, f"{TITLE}<p>Jane Doe</p>{STORY}") == ["Jane Doe"]
    assert names(read, f"{TITLE}<p data-role=content>Jane Doe/Bo Oak</p>{STORY}") == ["Jane Doe", "Bo Oak"]


@pytest.mark.parametrize("line", ["Key Boats", "Harbour Master", "PAID CONTENT", "Download PDF", "Nine Boats"])
def test_label_alone_under_the_headline(read: Read, line: str) -> None:
    assert names(read, f"{TITLE}<p>{line}</p>{STORY}<p>A key was lost.</p>") == []


def test_list_of_names_under_the_headline(read: Read) -> None:
    line = "<p>Jane Doe, Bo Oak, Ann Fir &amp; Li Ash</p>"
    head = OPEN + '<meta name="author" content="Jane Doe">'
    assert names(read, TITLE + line + STORY, head) == ["Jane Doe", "Bo Oak", "Ann Fir", "Li Ash"]


def test_list_of_names_under_a_label(read: Read) -> None:
    box = "<dl><dt>Author(s)</dt><dd>Jane Doe</dd><dd>Bo Oak</dd><dd>Ann Fir</dd></dl><p>Copy the link</p>"
    assert names(read, H1 + STORY + box) == ["Jane Doe", "Bo Oak", "Ann Fir"]


def test_long_names_with_titles_in_a_list(read: Read) -> None:
    line = "<p class='byline'>Written by Dr Jane van der Doe, Dr Bo Oak, Ann Fir</p>"
    head = OPEN + jsonld('"Jane van der Doe"')
    assert names(read, TITLE + line + STORY, head) == ["Dr Jane van der Doe", "Dr Bo Oak", "Ann Fir"]


def test_byline_that_ends_with_its_own_element(read: Read) -> None:
    line = "<h2>Boats (1 / 1) <span>06.11.2023 13:30 von Kirsa</span> <small>Symbolbild kuste</small></h2>"
    assert names(read, TITLE + line + STORY, lang="de") == ["Kirsa"]


def test_signature_below_the_story(read: Read) -> None:
    assert names(read, f"{H1}{STORY}<p>Jane Doe</p>") == ["Jane Doe"]


def test_agency_in_the_dateline_is_no_author(read: Read) -> None:
    assert names(read, f"{H1}<p data-role=content>OSK (AP) — The sea went out at noon and came back.</p>{STORY}") == []


def test_other_works_authors_in_the_story(read: Read) -> None:
    body = TITLE + 4 * STORY + "<p data-role=content>Author: Bo Oak</p>" + 4 * STORY
    assert names(read, body) == []


def test_post_of_a_network_that_the_story_quotes(read: Read) -> None:
    post = "<blockquote data-role=byline><p>Posted by Bo Oak on Sunday, May 5, 2024</p></blockquote>"
    assert names(read, TITLE + "<p data-role=content>Nine boats, and no herring.</p>" + post + STORY) == []


def test_maker_of_the_theme_is_no_author(read: Read) -> None:
    assert names(read, f"{H1}{STORY}<p>Run with care | Theme: Quay <span>by Boatworks</span></p>") == []


def test_name_at_the_head_of_a_card_with_buttons(read: Read) -> None:
    card = "<div class='author-info' data-role=byline><h3>Jane Doe <a href='#f'>Follow</a></h3><p>Counts boats.</p>"
    card += "".join(f"<p>{n} followers and readers</p>" for n in range(7)) + "</div>"
    assert names(read, TITLE + card + STORY) == ["Jane Doe"]


def test_first_name_that_the_site_bears_too(read: Read) -> None:
    foot = "<p class='entry-meta'>Posted By: <a rel='author' href='/author/k'>Kirsa</a> · In: Boats</p>"
    assert names(read, H1 + STORY + foot, url="https://kirsaoakes.example.org/boats") == ["Kirsa"]


def test_account_that_only_a_profile_below_the_story_shows(read: Read) -> None:
    box = "<div class='recipe-author'><h2>Rezept von</h2><div><p>boatman7</p></div></div>"
    assert names(read, H1 + STORY + box, OPEN + jsonld('{"@type": "Person", "name": "boatman7"}')) == ["boatman7"]


def test_organisation_with_an_and_in_its_name(read: Read) -> None:
    (author,) = authors(read, head=OPEN + jsonld('{"@type": "Organization", "name": "Oak & Fir"}'))
    assert author == Author("Oak & Fir", kind=AuthorKind.ORGANISATION)


PERSONAL = "<p data-role=content>I went down to the harbour with my book, and I counted the boats. Nobody helped.</p>"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"{H1}{PERSONAL}", "<title>Nine Boats Come In | Kirsa Oakes</title>"),
        (f"{H1}{PERSONAL}", OPEN + '<meta property="og:site_name" content="Kirsa Oakes’s blog">'),
        (f"<header data-role=navigation><a href='/'>Kirsa Oakes</a></header>{TITLE}{PERSONAL}", OPEN),
        (f"{H1}{PERSONAL}<footer data-role=legal>© 2019-2024 Kirsa Oakes. All rights reserved.</footer>", OPEN),
    ],
)
def test_owner_of_a_personal_site(read: Read, body: str, head: str) -> None:
    assert names(read, body, head, url="https://oakes.example.org/boats") == ["Kirsa Oakes"]
    assert names(read, body, head, url="https://tidewatch.example.org/boats") == []
    assert names(read, body.replace(PERSONAL, STORY), head, url="https://oakes.example.org/boats") == []


@pytest.mark.parametrize("name", ["Oakes Boat Works", "OAKES Boats", "Oakes Team", "Oakes Harbour"])
def test_brand_is_no_owner(read: Read, name: str) -> None:
    head = f"<title>Nine Boats Come In | {name}</title>"
    assert names(read, H1 + PERSONAL, head, url="https://oakes.example.org/boats") == []


def test_first_poster_of_a_thread(read: Read) -> None:
    head = OPEN + jsonld('{"@type": "Person", "name": "boatman7"}').replace("NewsArticle", "DiscussionForumPosting")
    posts = "<div data-role=comment><h4>boatman7</h4><p>It did.</p><h4>jane</h4><p>It did not.</p></div>"
    assert names(read, H1 + STORY + posts, head) == ["boatman7"]
    assert names(read, H1 + STORY, head) == []


def test_reviewers_far_down_a_shop_page(read: Read) -> None:
    page, blocks, labels = read(f"{H1}{STORY}" + "<p>Boats</p>" * 40 + "<p>By Gender</p>", OPEN)
    assert find_authors(page, blocks, replace(labels, page_type=PageType.COLLECTION)) is None


def test_evidence(read: Read) -> None:
    head = OPEN + jsonld('[{"name": "Jane Doe"}]') + '<meta name="author" content="Bo Oak">'
    found = find_authors(*read(f"{H1}<p class='byline'>By Jane Doe</p>{STORY}", head))
    assert found is not None
    assert found.evidence.source == "json-ld:$.author[0].name"
    assert ("meta:author", "Bo Oak") in [(loser.source, loser.value) for loser in found.evidence.losers]


def test_name_alone_above_the_story_and_again_below_it(read: Read) -> None:
    lone = "<h5>Asser Lind</h5>"
    assert names(read, f"<p>Asser Lind</p><p>Taster</p>{STORY}{lone}", OPEN) == ["Asser Lind"]
    assert names(read, f"<p>Asser Lind</p><p>Taster</p>{STORY}", OPEN) == []


def test_person_whom_the_data_calls_an_organisation_too(read: Read) -> None:
    person = '{"@type": ["Person", "Organization"], "name": "Jane Doe"}'
    assert [author.kind for author in authors(read, head=OPEN + jsonld(person))] == [AuthorKind.PERSON]


@pytest.mark.parametrize(("name", "kind"), [("Jane", AuthorKind.PERSON), ("Janedoe", AuthorKind.ORGANISATION)])
def test_first_name_that_begins_the_address_is_a_persons(read: Read, name: str, kind: AuthorKind) -> None:
    byline = f"<p class=author>By {name}</p>"
    found = authors(read, TITLE + byline + STORY, OPEN, url="https://janedoe.example/boats")
    assert [author.kind for author in found] == [kind]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("https://tides.example/?kind=profile&#038;p=4", "https://tides.example/?kind=profile&p=4"),
        ("/boats#about-jane", None),
    ],
)
def test_address_of_an_author(read: Read, stated: str, expected: str | None) -> None:
    person = f'{{"@type": "Person", "name": "Jane Doe", "url": "{stated}"}}'
    found = authors(read, head=OPEN + jsonld(person), url="https://tides.example/boats")
    assert [author.url for author in found] == [expected]


def test_dateline_in_the_author_box_is_no_biography(read: Read) -> None:
    dateline = "<p>Published 13/01/2025 at 10:22, updated 15:43</p>"
    box = f"<div class=author-info><p class=author>By Jane Doe</p>{dateline}</div>"
    assert [(author.name, author.bio) for author in authors(read, TITLE + box + STORY)] == [("Jane Doe", None)]


@pytest.mark.parametrize("label", ["Article by", "Article written by:", "Beitrag von"])
def test_label_that_names_the_work_first(read: Read, label: str) -> None:
    assert names(read, TITLE + STORY + f"<h2>{label}</h2><h3>Jane Doe, MD</h3>", OPEN) == ["Jane Doe, MD"]


@pytest.mark.parametrize("line", ["Review: Osk Storm Lamp", "Report Harbour Wins", "Guide to Osk"])
def test_line_about_a_work_is_no_byline(read: Read, line: str) -> None:
    assert names(read, TITLE + f"<p>{line}</p>" + STORY, OPEN) == []
