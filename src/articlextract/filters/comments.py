"""Readers' comments and the form to write one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

_FORM = frozenset({"respond", "commentform"})
_COMMENTS = frozenset(
    """comment comments commentlist disqus livefyre coral commento hyvor replies kommentare kommentar commentaires
    commentaire comentarios comentario commenti reacties komentarze""".split()
)
NAMES = _FORM | _COMMENTS

_REPLY = frozenset(
    """reply antworten répondre responder rispondi beantwoorden reageren odpowiedz ответить відповісти svara svar
    vastaa odpovědět válasz yanıtla 返信 回复 回覆 답글 رد""".split()
)
STARTS = frozenset([word[:3] for word in _REPLY])
_MIN_BUTTONS = 2
_MAX_CLIMB = 40  # ancestors looked at
_STORY_ABOVE_REPLIES = 500  # characters

_CELLS = frozenset({"td", "th"})
_MAX_COUNT = 20  # characters of a table cell that counts the replies

_MAX_PART = 0.9  # comments can be longer than the story
_MAX_FORM = 1500  # characters
# wcxb-dev, pages that say they are articles: of the words in comments after this many characters of story
# 3.5 % are content on 93 pages, hardly more than chance; after 500 to 1500 it is 36 %, and 42 to 98 % in threads.
_STORY = 1500


def find_comments(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for comments that stand after the headline, and comment forms.

    They are certain below a long story on a page that says it is one; where the thread is the story, never.
    """
    end = page.headline[1]
    story = 0
    below_story = False
    for node in named:
        # What stands above the headline is a link to the comments.
        if node.last <= page.headline[0] or not page.within(node, _MAX_PART):
            continue
        if node.tag in _CELLS and page.size(node) <= _MAX_COUNT:
            continue
        certain = node.tag == "form" or (not _FORM.isdisjoint(node.words) and page.size(node) <= _MAX_FORM)
        if node.first >= end:
            story += page.text_size(end, node.first)
            below_story = page.is_story and story >= _STORY
            end = node.last
        yield Finding(node.first, node.last, Role.COMMENT, reason(node, NAMES), certain or below_story)
    yield from _answered(page)


def _answered(page: Survey) -> Iterator[Finding]:
    """The narrowest element around all buttons to reply: who can be replied to has commented."""
    buttons = [i for i in page.lines_with(STARTS) if page.lines[i] in _REPLY and i >= page.headline[1]]
    if len(buttons) < _MIN_BUTTONS:
        return
    for node in islice(page.blocks.ancestors(page.blocks.items[buttons[0]].node), _MAX_CLIMB):
        if node.last > buttons[-1]:
            if page.within(node, _MAX_PART):
                sure = page.is_story and page.text_size(page.headline[1], node.first) >= _STORY_ABOVE_REPLIES
                yield Finding(node.first, node.last, Role.COMMENT, f"{len(buttons)} buttons to reply", sure)
            return
