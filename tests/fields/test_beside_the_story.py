"""Embeds, next page, feeds, licence, paywall, direction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from articlextract.article import Direction, EmbedKind
from articlextract.fields._paging import follows
from articlextract.fields.direction import find_direction
from articlextract.fields.embeds import find_embeds
from articlextract.fields.feeds import find_feeds
from articlextract.fields.license import find_license
from articlextract.fields.next_page import find_next_page
from articlextract.fields.paywalled import find_paywalled
from articlextract.players import frame_of, is_post

Read = Callable[..., Any]
BASE = "https://www.tidewatch.example.org"
STORY = "<p data-role=content>The harbour master of Osk counted nine boats before noon.</p>"


def value(found: Any) -> Any:
    return found.value if found else None


def jsonld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://www.youtube.com/embed/Ab3dEf_hIjk?start=3", "https://www.youtube.com/watch?v=Ab3dEf_hIjk"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", "https://www.youtube.com/playlist?list=PL1"),
        ("https://player.vimeo.com/video/76979871?h=1", "https://vimeo.com/76979871"),
        ("https://geo.dailymotion.com/embed/video/x8abcd", "https://www.dailymotion.com/video/x8abcd"),
        ("https://open.spotify.com/embed/album/1a2b", "https://open.spotify.com/album/1a2b"),
        ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b", "https://soundcloud.com/a/b"),
        ("https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F",
         "https://www.facebook.com/a/videos/1/"),
        ("https://films.example.org/embed/12", "https://films.example.org/embed/12"),
    ],
)  # fmt: skip
def test_where_a_reader_would_open_a_frame(url: str, opened: str) -> None:
    told = frame_of(url)
    assert told is not None and told[0] == opened


@pytest.mark.parametrize(
    "url",
    ["https://www.facebook.com/plugins/like.php?href=x", "https://www.googletagmanager.com/ns.html?id=1",
     "https://ads.example.org/embed/1", "https://www.google.com/recaptcha/api2/anchor", "https://shop.example.org/form",
     "https://www.youtube.com/@osk", "https://forms.example.org/newsletter/embed"],
)  # fmt: skip
def test_frames_that_are_no_part_of_a_story(url: str) -> None:
    assert frame_of(url) is None


def test_a_profile_is_no_post() -> None:
    assert is_post("https://www.instagram.com/p/Ab1/") and not is_post("https://www.instagram.com/osk/")


def test_embeds_of_the_story_and_not_of_cards(read: Read) -> None:
    frame = '<iframe src="https://player.vimeo.com/video/{}"></iframe>'
    body = f"{STORY}<div data-role=content>{frame.format(1111111)}</div>{STORY}"
    body += f"<div data-role=related>{frame.format(2222222)}<p>Another film</p></div>"
    (embed,) = value(find_embeds(*read(body)))
    assert (embed.url, embed.kind, embed.position) == ("https://vimeo.com/1111111", EmbedKind.VIDEO, 1)


def test_film_of_the_data_where_a_script_shows_it(read: Read) -> None:
    head = jsonld('{"@type": "NewsArticle", "video": {"name": "Nine boats", "contentUrl": "/nine.mp4"}}')
    (embed,) = value(find_embeds(*read(STORY, head)))
    assert (embed.url, embed.title, embed.position) == (f"{BASE}/nine.mp4", "Nine boats", None)


@pytest.mark.parametrize(
    "element",
    ["<video autoplay loop src='/sea.mp4'></video>", "<video src='blob:x'></video>", "<iframe></iframe>",
     "<iframe src='http://[broken/embed'></iframe>"],
)  # fmt: skip
def test_what_is_no_embed(read: Read, element: str) -> None:
    assert find_embeds(*read(f"{STORY}<div data-role=content>{element}</div>{STORY}")) is None


@pytest.mark.parametrize(
    ("url", "here", "expected"),
    [
        ("https://a.example/story/2", "https://a.example/story", True),
        ("https://a.example/story/2/", "https://a.example/story/", True),
        ("https://a.example/story?page=2", "https://a.example/story", True),
        ("https://a.example/t.1/page-4", "https://a.example/t.1/page-3", True),
        ("https://a.example/story,2.html", "https://a.example/story,1.html", True),
        ("https://a.example/list?start=20", "https://a.example/list", True),
        ("https://a.example/story/3", "https://a.example/story", False),
        ("https://a.example/story/1", "https://a.example/story/2", False),
        ("https://a.example/2024/05/other", "https://a.example/2024/05/story", False),
        ("https://b.example/story/2", "https://a.example/story", False),
        ("https://a.example/?p=12", "https://a.example/?p=9", False),
    ],
)
def test_addresses_that_follow(url: str, here: str, expected: bool) -> None:
    assert follows(url, here) is expected


def test_next_page_and_not_the_next_post(read: Read) -> None:
    post = '<link rel="next" href="/2024/nets-are-mended">'
    assert find_next_page(*read(STORY, post)) is None
    pager = '<p>Page 1 <a href="/2024/boats-come-in/2">2</a> <a href="/2024/boats-come-in/3">3</a></p>'
    assert value(find_next_page(*read(STORY + pager, post))) == f"{BASE}/2024/boats-come-in/2"


def test_feeds(read: Read) -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" hreflang="de" href="/de">'
    )
    head += (
        '<link rel="alternate" type="application/atom+xml; charset=utf-8" href="/atom"><link rel="feed" href="/feed">'
    )
    assert value(find_feeds(*read(STORY, head))) == (f"{BASE}/feed", f"{BASE}/atom")


CC = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("", f'<link rel="license" href="{CC}">', CC),
        ("", jsonld(f'{{"@type": "Article", "license": {{"@type": "CreativeWork", "url": "{CC}"}}}}'), CC),
        ("", '<meta name="dc.rights" content="CC BY 4.0">', "CC BY 4.0"),
        ("", '<meta name="rights" content="All rights reserved">', None),
        (f'<p>Under <a rel="license" href="{CC}">a licence</a></p>', "", CC),
        (f'<figure><figcaption>Boat, <a rel="license" href="{CC}">CC</a></figcaption></figure>', "", None),
        (f'<p data-role=related><a rel="license" href="{CC}">CC</a></p>', "", None),
    ],
)
def test_license(read: Read, body: str, head: str, expected: str | None) -> None:
    assert value(find_license(*read(STORY + body, head))) == expected


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("", jsonld('{"@type": "NewsArticle", "isAccessibleForFree": "False"}'), True),
        ("", jsonld('{"@type": "NewsArticle", "isAccessibleForFree": true}'), False),
        ("", '<meta property="article:content_tier" content="metered">', True),
        ("", '<meta property="article:content_tier" content="free">', False),
        ("<div class='paywall'><p>Subscribe to go on</p></div>", "", True),
        ("<nav class='paywall-nav'><p>Subscribe</p></nav>", "", None),
        ("<li class='paywall'>A card</li>" * 8, "", None),
        ("", "", None),
    ],
)
def test_paywalled(read: Read, body: str, head: str, expected: bool | None) -> None:
    assert value(find_paywalled(*read(STORY + body, head))) is expected


def test_direction(read: Read) -> None:
    hebrew = "<p data-role=content>מנהל הנמל ספר תשע סירות לפני הצהריים.</p>"
    assert value(find_direction(*read(hebrew))) is Direction.RTL
    assert value(find_direction(*read(STORY))) is Direction.LTR
    assert value(find_direction(*read("", lang="ar"))) is Direction.RTL
    assert find_direction(*read("", lang="")) is None
