"""Footnotes: a mark in the text, a note below, and what is neither."""

from __future__ import annotations

from typing import Any

import pytest

from articlextract.article import BodyKind, Mark, Span

STORY = "The ferry left at noon."


def note(label: str, href: str | None = None) -> Span:
    return Span(label, href, (Mark.NOTE,))


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#n1">1</a></sup>',
        '<a href="#n1"><sup>[1]</sup></a>',
        '<sup>[<a href="#n1">1</a>]</sup>',
        '<a href="#n1">(1)</a>',
    ],
)
@pytest.mark.parametrize(
    "notes",
    [
        '<ol><li id="n1">See the log. <a href="#r1">↩</a></li></ol>',
        '<ol><li id="n1"><p>See the log.&nbsp;<a href="#r1">↩︎</a></p></li></ol>',
        '<ol><li id="n1"><b><a href="#r1">^</a></b> See the log.</li></ol>',
        '<p id="n1"><a href="#r1">[1]</a> See the log.</p>',
        '<p><a name="n1" href="#r1">1</a>. See the log.</p>',
        '<div class="footnote" id="n1"><p>1. See the log.</p></div>',
    ],
)
def test_marks_and_notes(body: Any, mark: str, notes: str) -> None:
    story, foot = body(f"<p>{STORY}{mark} It came back.</p>{notes}")
    assert story.spans == (Span(STORY), note("1", "https://example.org/stories/tides#n1"), Span(" It came back."))
    assert (foot.kind, foot.spans[0]) == (BodyKind.NOTE, note("1"))
    assert "".join(span.text for span in foot.spans[1:]).strip(" .") == "See the log"


def test_marks_side_by_side_keep_their_labels_apart(body: Any) -> None:
    marks = '<sup><a href="#n1">1</a></sup> <sup><a href="#n2">2</a></sup>'
    notes = '<ol><li id="n1">See the log. <a href="#r1">↩</a></li><li id="n2">Ask her. <a href="#r2">↩</a></li></ol>'
    story, *_ = body(f"<p>{STORY}{marks} It came back.</p>{notes}")
    assert [span.text for span in story.spans] == [STORY, "1", " ", "2", " It came back."]


def test_a_note_of_several_paragraphs(outline: Any) -> None:
    html = f'<p>{STORY}<a href="#n1">1</a></p><ol><li id="n1"><p>One.</p><p>Two. <a href="#r">↩</a></p></li></ol>'
    assert outline(html)[1] == ["note", "1 One.", ["paragraph", "Two."]]


@pytest.mark.parametrize(
    "html",
    [
        '<p>{}<a href="#n1">1</a></p><ol><li id="n1">One. <a href="#r">↩</a></li><li>No note.</li></ol>',
        '<p>{}<a href="#n1">1</a></p><h2 id="n1">Part one</h2><p>More.</p>',
        '<p>{}<a href="#n1">1</a></p><p id="n1">The year 1 was dry.</p>',
        '<p>{}<a href="#n1">chapter</a></p><p id="n1">One. <a href="#r">↩</a></p>',
        '<p>{}<a href="#n1">1</a></p><p>Nothing there.</p>',
        '<p>{}<a href="#n1">1</a></p><p class="role-other" id="n1">One. <a href="#r">↩</a></p>',
        '<p id="n1">{}<a href="#n1">1</a></p>',
    ],
    ids=["list", "heading", "no-way-back", "word", "missing", "not-content", "itself"],
)
def test_what_is_no_footnote(body: Any, html: str) -> None:
    nodes = body(html.format(STORY))
    assert not any(node.kind is BodyKind.NOTE for node in nodes)
    assert not any(Mark.NOTE in span.marks for node in nodes for span in node.spans)


def test_other_words_that_lead_to_a_note_stay(body: Any) -> None:
    html = f'<p>{STORY}<a href="#n1">1</a> And <a href="#n1">{STORY}</a></p><p><a href="#n1">Alma</a></p>'
    story, name, _ = body(f'{html}<ol><li id="n1">See the log. <a href="#r1">↩</a></li></ol>')
    link = "https://example.org/stories/tides#n1"
    assert story.spans == (Span(STORY), note("1", link), Span(" And "), Span(STORY, link))
    assert name.spans == (Span("Alma", link),)
