from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from articlextract.article import Image
from articlextract.fields.images import find_image, find_images

Read = Callable[..., Any]
BASE = "https://www.tidewatch.example.org"
TEXT = "<p data-role=content>The harbour master of Osk counted nine boats before noon.</p>"


def images(read: Read, middle: str) -> tuple[Image, ...]:
    found = find_images(*read(TEXT + middle + TEXT))
    return found.value if found else ()


def test_picture_with_its_caption_and_credit(read: Read) -> None:
    figure = (
        "<figure data-role=caption><img src='/boat.jpg' alt='A boat' width='800' height='600px'>"
        "<figcaption>The Heron at the pier.<span class='credit' style='display:block'></span>"
        "<p class='credit'>Photo: Jane Doe</p></figcaption></figure>"
    )
    (image,) = images(read, figure)
    assert image == Image(
        f"{BASE}/boat.jpg", "A boat", "The Heron at the pier.", "Jane Doe", width=800, height=600, position=1
    )


@pytest.mark.parametrize(
    ("element", "url"),
    [
        ("<img src='data:image/gif;base64,R0' data-src='/boat.jpg'>", "/boat.jpg"),
        ("<img src='/blank.gif' data-lazy-src='/boat.jpg'>", "/boat.jpg"),
        ("<img src='/small.jpg' srcset='/small.jpg 400w, /large.jpg 1600w'>", "/large.jpg"),
        ("<img src='/one.jpg' srcset='/one.jpg 1x, /two.jpg 2x'>", "/two.jpg"),
        ("<picture><source srcset='/boat.webp 800w'><img src='/boat.jpg'></picture>", "/boat.webp"),
    ],
)
def test_lazy_and_responsive_pictures(read: Read, element: str, url: str) -> None:
    assert [image.url for image in images(read, f"<div data-role=content>{element}</div>")] == [BASE + url]


@pytest.mark.parametrize(
    "element",
    ["<img src='/icon.png' width='16' height='16'>", "<img src='/pixel.gif'>", "<img>", "<img src='data:image/png;,'>",
     "<img src='javascript:x'>", "<img src='http://[broken/boat.jpg'>"],
)  # fmt: skip
def test_what_is_no_picture(read: Read, element: str) -> None:
    assert images(read, element) == ()


def test_pictures_of_others_are_left_out(read: Read) -> None:
    assert images(read, "<div data-role=related><img src='/card.jpg'><p>Another story</p></div>") == ()


@pytest.mark.parametrize(
    "element",
    ["<div class='post-author'><img src='/ann.jpg'></div>", "<img class='userpic' src='/ann.jpg'>",
     "<img alt='Ann Fir avatar' src='/ann.jpg'>", "<img src='/uploads/avatars/12/ann.jpg'>",
     "<img width='64' src='/a.jpg'>",
     "<img src='/emoticons/wink.gif'>", "<img src='/thumb.jpg?width=50&height=50'>",
     "<div><img src='/ann.jpg'><p data-role=byline>Ann Fir</p></div>"],
)  # fmt: skip
def test_faces_and_ornaments_are_left_out(read: Read, element: str) -> None:
    assert images(read, f"<div data-role=content>{element}</div>") == ()


def test_position_counts_the_storys_blocks_before(read: Read) -> None:
    shown = images(read, f"{TEXT}<div data-role=related>Other</div><div data-role=content><img src='/boat.jpg'></div>")
    assert [image.position for image in shown] == [2]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The Heron at the pier. Photo: Ann Fir/Tidewatch", ("The Heron at the pier.", "Ann Fir/Tidewatch")),
        ("Der Reiher am Kai. (Foto: Ann Fir)", ("Der Reiher am Kai.", "Ann Fir")),
        ("The Heron at the pier. © Ann Fir 2024", ("The Heron at the pier.", "Ann Fir 2024")),
        ("The Heron at the pier, in a photo of last year.", ("The Heron at the pier, in a photo of last year.", None)),
        ("Image: Ann Fir", (None, "Ann Fir")),
    ],
)
def test_credit_at_the_end_of_a_caption(read: Read, caption: str, expected: tuple[str | None, str | None]) -> None:
    (image,) = images(read, f"<figure data-role=caption><img src='/b.jpg'><figcaption>{caption}</figcaption></figure>")
    assert (image.caption, image.credit) == expected


def test_lead_image_shown_in_another_size_has_its_caption(read: Read) -> None:
    head = '<meta property="og:image" content="/img/nine-boats-1200x630.jpg">'
    body = (
        f"{TEXT}<figure data-role=caption><img src='/img/nine-boats-800x600.jpg'><figcaption>Nine</figcaption></figure>"
    )
    assert lead(read, head, body + TEXT) == Image(f"{BASE}/img/nine-boats-1200x630.jpg", caption="Nine", position=1)


def test_each_picture_once(read: Read) -> None:
    assert len(images(read, "<div data-role=content><img src='/boat.jpg'><img src='/boat.jpg'></div>")) == 1


def lead(read: Read, head: str, body: str = TEXT) -> Image | None:
    found = find_image(*read(body, head))
    return found.value if found else None


def test_lead_image_from_meta_tags(read: Read) -> None:
    head = '<meta property="og:image" content="/lead.jpg"><meta property="og:image:width" content="1200">'
    head += '<meta property="og:image:height" content="x"><meta property="og:image:alt" content="Nine boats">'
    assert lead(read, head) == Image(f"{BASE}/lead.jpg", alt="Nine boats", width=1200)


def test_sites_logo_comes_after_a_real_picture(read: Read) -> None:
    head = '<meta property="og:image" content="/img/logo-512.png">'
    body = TEXT + "<div data-role=content><img src='/boat.jpg'></div>" + TEXT
    assert lead(read, head, body) == Image(f"{BASE}/boat.jpg", position=1)
    assert lead(read, head) == Image(f"{BASE}/img/logo-512.png")


@pytest.mark.parametrize(
    "value",
    ['"/boat.jpg"', '["/boat.jpg"]', '{"@type": "ImageObject", "url": "/boat.jpg"}', '[{"contentUrl": "/boat.jpg"}]'],
)
def test_lead_image_from_json_ld(read: Read, value: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "image": {value}}}</script>'
    assert lead(read, head) == Image(f"{BASE}/boat.jpg")


def test_no_image_at_all(read: Read) -> None:
    assert lead(read, '<meta property="og:image" content="">') is None
