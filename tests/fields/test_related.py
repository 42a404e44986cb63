from __future__ import annotations

import datetime as dt

from articlextract.article import RelatedKind, RelatedLink
from articlextract.blocks import segment
from articlextract.fields.related import find_related
from articlextract.parse import parse_page
from articlextract.records import Labels, RawPage, Role

URL = "https://post.example.org/2025/04/boats-come-in"
STORY = "<p>The harbour master counted the boats.</p>"


def read(related: str, *, before: str = STORY, after: str = "", url: str | None = URL) -> tuple[RelatedLink, ...]:
    """The records of a page whose blocks in <related> are related ones and all others the story."""
    html = f"<html lang='en'><body>{before}<div id='r'>{related}</div>{after}</body></html>"
    page = parse_page(RawPage(html.encode(), url=url, content_type="text/html; charset=utf-8"), max_bytes=10**6)
    blocks = segment(page)
    box = next(node for node in blocks.nodes if node.words == ("r",))
    roles = tuple(Role.RELATED if box.first <= b.index < box.last else Role.CONTENT for b in blocks)
    found = find_related(page, blocks, Labels(roles, ("",) * len(roles), (0.5,) * len(roles)))
    return found.value if found else ()


CARD = """
    <div class="post"><a href="/tide?utm_source=box"><img src="/img/tide.jpg" width="300" height="200"></a>
    <h3><a href="/tide">What the tide left at the pier</a></h3>
    <p>Forty crates and a piano were found below the steps on Monday, and nobody has asked…</p>
    <time datetime="2025-04-22T09:10:00+02:00">22 April</time></div>
    <div class="post"><h3><a href="/ledger">The ledger that outlived the quay</a></h3>
    <p>Three harbour masters have kept it dry for ninety years, and the fourth now wants to…</p>
    <span>April 21, 2025</span></div>"""


def test_cards_with_all_their_parts() -> None:
    first, second = read(f"<h2>Recent Posts</h2>{CARD}")
    assert first.title == "What the tide left at the pier"
    assert first.url == "https://post.example.org/tide"
    assert first.excerpt is not None and first.excerpt.startswith("Forty crates")
    assert first.date == dt.datetime(2025, 4, 22, 9, 10, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert first.image == "https://post.example.org/img/tide.jpg"
    assert (first.kind, first.heading) == (RelatedKind.RECENT, "Recent Posts")
    assert second.date == dt.date(2025, 4, 21)
    assert second.image is None


def test_nothing_that_is_no_other_story() -> None:
    records = read(
        '<ul><li><a href="/tide">What the tide left at the pier</a></li>'
        '<li><a href="#top">Back to where you were before</a></li>'
        '<li><a href="javascript:go()">Open the map of the harbour</a></li>'
        '<li><a href="mailto:a@example.org">Write to the harbour master</a></li>'
        f'<li><a href="{URL}?page=1">Boats come in with dry nets</a></li>'
        '<li><a href="/tag/harbour-news">All about the harbour of Osk</a></li>'
        '<li><a href="/a/crates-of-1907">https://post.example.org/a/crates-of-1907</a></li>'
        '<li><a href="/author/ann-writer">More stories by Ann Writer</a></li>'
        '<li><a href="https://social.example.org/share?u=1">Share this with your friends</a></li></ul>'
    )
    assert [record.title for record in records] == ["What the tide left at the pier"]


def test_no_menu_is_read_as_stories() -> None:
    assert read('<ul><li><a href="/regions/">My Region</a></li><li><a href="/sports/">Local Sports</a></li></ul>') == ()


def test_a_link_to_the_same_page_counts_once() -> None:
    records = read(CARD + '<p><a href="/tide#comments">What the tide left at the pier</a></p>')
    assert [record.url for record in records].count("https://post.example.org/tide") == 1
    assert len(records) == 2


def test_section_labels_are_no_titles() -> None:
    cards = "".join(
        f'<li><a href="/world/">World</a><h3><a href="/world/story-{n}">A story from far away, number {n}</a></h3></li>'
        for n in (1, 2)
    )
    assert [record.title for record in read(f"<ul>{cards}</ul>")] == [
        "A story from far away, number 1",
        "A story from far away, number 2",
    ]


def test_previous_and_next() -> None:
    records = read(
        '<nav class="post-navigation"><div class="nav-previous"><a href="/a" rel="prev"><span>Previous</span> '
        'Causeway toll to fall</a></div><div class="nav-next"><a href="/b" rel="next">Next Post'
        "Friday’s regatta results</a></div></nav>"
    )
    assert [(record.title, record.kind) for record in records] == [
        ("Causeway toll to fall", RelatedKind.PREVIOUS),
        ("Friday’s regatta results", RelatedKind.NEXT),
    ]


def test_an_insert_in_the_story() -> None:
    (record,) = read('<p>Lire aussi</p><p><a href="/passeurs">Les derniers passeurs du fleuve</a></p>', after=STORY)
    assert (record.kind, record.heading) == (RelatedKind.INLINE, "Lire aussi")


def test_two_lists_with_two_headings() -> None:
    records = read(
        '<h3>Most read</h3><ul><li><a href="/a">Causeway toll to fall in spring</a></li></ul>'
        '<h3>Mehr zum Thema</h3><ul><li><a href="/b">Die Mühle dreht sich wieder</a></li></ul>'
    )
    assert [(record.kind, record.heading) for record in records] == [
        (RelatedKind.POPULAR, "Most read"),
        (RelatedKind.RELATED, "Mehr zum Thema"),
    ]


def test_without_an_address_only_absolute_links_are_read() -> None:
    records = read(
        '<ul><li><a href="/tide">What the tide left at the pier</a></li>'
        '<li><a href="https://other.example.org/x">The ledger that outlived the quay</a></li></ul>',
        url=None,
    )
    assert [record.url for record in records] == ["https://other.example.org/x"]


def test_no_links_no_field() -> None:
    assert read("<p>Nothing but words here.</p>") == ()


def test_a_marked_heading_heads_the_list_not_the_line_between() -> None:
    rows = '<tr><th>Topic</th><th>Activity</th></tr><tr><td><a href="/tide">What the tide left</a></td><td>9</td></tr>'
    (record,) = read(f"<h3>Related topics</h3><table>{rows}</table>")
    assert record.heading == "Related topics"


def test_a_short_sentence_is_an_excerpt_and_a_label_is_none() -> None:
    def card(name: str, below: str) -> str:
        return f'<li><h3><a href="/{name}">What the tide left at {name}</a></h3><p>{below}</p></li>'

    first, second = read(f"<ul>{card('osk', 'The pub had been shut.')}{card('rim', 'Opinion and analysis')}</ul>")
    assert (first.excerpt, second.excerpt) == ("The pub had been shut.", None)


def test_a_button_is_no_record() -> None:
    assert read('<p><a href="/gannets">Keep Reading</a></p>', after=STORY) == ()


def test_a_footer_that_came_along_does_not_outvote_the_stories() -> None:
    menu = "".join(
        f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("plans", "jobs", "press", "help", "apps")
    )
    records = read(f"<section><h2>More stories</h2>{CARD}</section><div><ul>{menu}</ul></div>")
    assert [record.title for record in records] == [
        "What the tide left at the pier",
        "The ledger that outlived the quay",
    ]


def test_label_before_the_headline_in_one_line() -> None:
    (record,) = read('<p><a href="/tide">Lesen Sie auch: Was die Flut am Pier zurückließ</a></p>', after=STORY)
    assert (record.heading, record.title) == ("Lesen Sie auch", "Was die Flut am Pier zurückließ")


def test_headline_that_the_address_spells_and_not_the_kicker() -> None:
    (record,) = read(
        '<div><h3><a href="/harbour/mill-turns-once-more">Life on the islands</a></h3>'
        '<p><a href="/harbour/mill-turns-once-more">Mill turns once more after forty years</a></p></div>'
    )
    assert record.title == "Mill turns once more after forty years"


def test_one_story_an_item_of_a_list() -> None:
    items = "".join(
        f'<li><a href="/t/{slug}">{title}</a> <a href="/forums/nets-and-other-gear">Nets and all other gear</a></li>'
        for slug, title in (("mend", "How to mend a net"), ("dry", "Where to dry a net now"))
    )
    assert [record.title for record in read(f"<ul>{items}</ul>")] == ["How to mend a net", "Where to dry a net now"]


def test_length_of_a_film_is_no_time_of_day() -> None:
    card = '<li><a href="/film-of-the-boats">Nine boats and a film of them</a><p>Harbour 05.08.2024 03:33 min</p></li>'
    (record,) = read(f"<ul>{card}</ul>")
    assert record.date == dt.date(2024, 8, 5)


def test_the_part_of_the_site_and_the_page_by_another_name_are_no_stories() -> None:
    assert read('<p><a href="/2025/04">All of the month of April</a></p>') == ()
