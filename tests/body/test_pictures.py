"""Which pictures are in the body, where, and with what caption."""

from __future__ import annotations

from typing import Any

import pytest

from articlextract.article import BodyKind, Image, Span

STORY = "<p>The sea went out at noon.</p>"


def pictures(nodes: Any) -> list[str]:
    return [node.image.url.rsplit("/", 1)[-1] for node in nodes if node.kind is BodyKind.FIGURE]


def test_a_figure_with_its_caption(body: Any) -> None:
    image = '<img src="/a.jpg" alt=" The  pier " width=640 height=480px>'
    figure = body(f"{STORY}<figure>{image}<figcaption>At <b>ebb</b></figcaption></figure>{STORY}")[1]
    assert figure.image == Image("https://example.org/a.jpg", "The pier", width=640, height=480)
    assert [span.text for span in figure.spans] == ["At ", "ebb"]


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img src="/a.jpg"><figcaption class=role-caption>At ebb</figcaption></figure>',
        '<div><img src="/a.jpg"><p class=role-caption>At ebb</p></div>',
        '<figure><img src="/a.jpg"><figcaption class=role-caption><p>At</p><p>ebb</p></figcaption></figure>',
    ],
)
def test_a_caption_goes_with_its_picture(body: Any, html: str) -> None:
    nodes = body(STORY + html + STORY)
    assert [node.kind for node in nodes] == [BodyKind.PARAGRAPH, BodyKind.FIGURE, BodyKind.PARAGRAPH]
    assert (nodes[1].image.caption, nodes[1].spans) == ("At ebb", ())


def test_a_caption_without_a_picture_is_left_out_but_content_never_is(body: Any) -> None:
    lost = body(STORY + "<figure><figcaption class=role-caption>At ebb</figcaption></figure>" + STORY)
    kept = body(STORY + "<figure><figcaption>At ebb</figcaption></figure>" + STORY)
    assert [len(lost), len(kept)] == [2, 3]


def test_a_credit_that_nobody_took_for_a_caption_does_not_cost_the_picture(body: Any) -> None:
    credit = '<figure><div><img src="/a.jpg"><p class="role-other">Photo: Ann</p></div></figure>'
    promo = '<figure><div><img src="/a.jpg"><p class="role-promo">Buy now</p></div></figure>'
    assert pictures(body(STORY + credit + STORY)) == ["a.jpg"]
    assert pictures(body(STORY + promo + STORY)) == []


def test_pictures_of_a_figure_share_its_caption(body: Any) -> None:
    nodes = body(STORY + '<figure><img src="/a.jpg"><img src="/b.jpg"><figcaption>Both</figcaption></figure>')
    assert [node.spans for node in nodes[1:]] == [(), (Span("Both"),)]


def test_a_figure_of_code_or_a_table_is_not_a_picture(body: Any) -> None:
    html = '<figure><img src="/a.jpg"><pre>x = 1</pre><figcaption>Listing</figcaption></figure>'
    assert [node.kind for node in body(STORY + html)][1:] == [BodyKind.FIGURE, BodyKind.CODE, BodyKind.PARAGRAPH]


def test_a_picture_in_an_item_stays_there_after_its_text(body: Any) -> None:
    (_, items) = body(STORY + '<ol><li><img src="/a.jpg">Knead.</li><li>Bake.</li></ol>')
    assert [(item.spans[0].text, pictures(item.children)) for item in items.children] == [
        ("Knead.", ["a.jpg"]),
        ("Bake.", []),
    ]


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ('src="/a.jpg"', "a.jpg"),
        ('src="data:image/gif;base64,R0" data-src="/a.jpg"', "a.jpg"),
        ('src="/img/blank.gif" data-original="/a.jpg"', "a.jpg"),
        ('src="/s.jpg" srcset="/s.jpg 320w, /fit,w_960/a.jpg 960w"', "a.jpg"),
        ('data-srcset="/s.jpg 1x,/a.jpg 2x"', "a.jpg"),
    ],
)
def test_late_and_large_versions(body: Any, attributes: str, name: str) -> None:
    assert pictures(body(f"{STORY}<img {attributes}>{STORY}")) == [name]


def test_sources_of_a_picture_element(body: Any) -> None:
    html = '<picture><source srcset="/a.webp 800w"><img src="data:,"></picture>'
    assert pictures(body(STORY + html + STORY)) == ["a.webp"]


def test_the_same_picture_again_in_noscript_is_one(body: Any) -> None:
    html = '<img data-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>'
    assert pictures(body(STORY + html + STORY)) == ["a.jpg"]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/a.jpg" width="1" height="1">',
        '<img src="/a.jpg" class="avatar">',
        '<img src="/a.jpg" role="presentation">',
        '<img src="/line.gif" alt="">',
        '<img src="/blank.png">',
        '<img src="data:image/png;base64,AA">',
        '<img src="javascript:alert(1)">',
        '<div class="author-box"><img src="/a.jpg"><p class="role-byline">Ann writes about the sea.</p></div>',
        '<a href="/x"><div class="banner"><img src="/a.jpg"></div></a>',
        '<aside><div><img src="/a.jpg"></div><p class="role-related">Ten piers to see before winter</p></aside>',
    ],
)
def test_ornaments_and_other_peoples_pictures(body: Any, html: str) -> None:
    assert pictures(body(STORY + html + STORY)) == []


def test_pictures_before_and_after_the_content(body: Any) -> None:
    menu = '<div><img src="/menu.jpg"><p class="role-navigation">Home and more</p></div>'
    foot = '<footer><p class="role-legal">All rights reserved by the owners</p><img src="/foot.jpg"></footer>'
    html = f'{menu}<main><img src="/lead.jpg">{STORY}<img src="/last.jpg"></main>{foot}'
    assert pictures(body(html)) == ["lead.jpg", "last.jpg"]
