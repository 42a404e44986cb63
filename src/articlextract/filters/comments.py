"""Readers' comments and the form to write one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

_FORM = frozenset({"respond", "commentform"})
_COMMENTS = frozenset(
    """comment comments commentlist commentary disqus livefyre coral commento hyvor replies kommentare kommentar
    commentaires commentaire comentarios comentario comentários commenti commento reacties komentarze комментарии
    """.split()
) - {"commentary"}
NAMES = _FORM | _COMMENTS

_MAX_PART = 0.9  # comments can be longer than the story
_MAX_FORM = 1500  # characters


def find_comments(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for comments that stand after the headline, and comment forms."""
    for node in named:
        if not page.within(node, _MAX_PART):
            continue
        if node.last <= page.headline[0]:
            continue  # a link to the comments, above the headline
        word = next(word for word in node.words if word in NAMES)
        form = word in _FORM and page.size(node) <= _MAX_FORM
        yield Finding(node.first, node.last, Role.COMMENT, reason(node, NAMES), certain=form)
