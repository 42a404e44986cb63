"""Films and posts in frames, as links in the body."""

from __future__ import annotations

from typing import Any

import pytest

from articlextract.article import PLAY, BodyKind, Span
from articlextract.render import to_markdown, to_text

STORY = "<p>The sea went out at noon.</p>"
FILM = "https://player.example.org/embed/7"


def embeds(nodes: Any) -> list[Span]:
    return [node.spans[0] for node in nodes if node.kind is BodyKind.EMBED]


@pytest.mark.parametrize(
    ("html", "span"),
    [
        (f'<iframe src="{FILM}" title=" The  pier "></iframe>', Span("The pier", FILM)),
        (f'<iframe src="{FILM}" title="Video player"></iframe>', Span(PLAY, FILM)),
        (f'<iframe src="about:blank" data-src="{FILM}"></iframe>', Span(PLAY, FILM)),
        ('<iframe src="/video/7" width="640"></iframe>', Span(PLAY, "https://example.org/video/7")),
        ('<video><source src="/pier.mp4"></video>', Span(PLAY, "https://example.org/pier.mp4")),
        ('<audio src="/pier.mp3" title="Gulls" height="40"></audio>', Span("Gulls", "https://example.org/pier.mp3")),
    ],
)
def test_a_film_is_a_link_in_its_place(body: Any, html: str, span: Span) -> None:
    nodes = body(STORY + html + STORY)
    assert [node.kind for node in nodes] == [BodyKind.PARAGRAPH, BodyKind.EMBED, BodyKind.PARAGRAPH]
    assert embeds(nodes) == [span]


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://ads.example/frame?id=3"></iframe>',
        f'<iframe src="{FILM}" width="1" height="1"></iframe>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe srcdoc="<p>embed</p>"></iframe>',
        f'<aside><iframe src="{FILM}"></iframe><p class="role-related">Ten piers to see before winter</p></aside>',
        "<video></video>",
        '<video autoplay loop muted src="/waves.mp4"></video>',
    ],
)
def test_frames_of_other_kinds(body: Any, html: str) -> None:
    assert embeds(body(STORY + html + STORY)) == []


def test_the_same_film_twice_is_one(body: Any) -> None:
    frame = f'<iframe src="{FILM}"></iframe>'
    assert len(embeds(body(STORY + frame + STORY + frame + STORY))) == 1


def test_a_film_in_a_figure_keeps_its_caption(body: Any) -> None:
    nodes = body(f'{STORY}<figure><iframe src="{FILM}"></iframe><figcaption>At ebb</figcaption></figure>{STORY}')
    assert [node.kind for node in nodes][1:3] == [BodyKind.EMBED, BodyKind.PARAGRAPH]


def test_plain_text_leaves_a_film_without_a_title_out(body: Any) -> None:
    nodes = body(f'{STORY}<iframe src="{FILM}"></iframe><iframe src="{FILM}2" title="The pier"></iframe>{STORY}')
    assert to_text(nodes).split("\n\n")[1:-1] == ["The pier"]
    assert to_markdown(nodes).split("\n\n")[1:-1] == [f"[{PLAY}]({FILM})", f"[The pier]({FILM}2)"]
