"""The lines that stand above readers' comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ._vocabulary import phrases

_COMMENTS = phrases(
    """
    comments|leave a comment|leave a reply|leave a response|post a comment|add a comment|join the discussion
    join the conversation|reader comments|responses|discussion|kommentare|kommentar schreiben|schreibe einen kommentar
    hinterlasse einen kommentar|commentaires|laisser un commentaire|comentarios|deja un comentario|deja una respuesta
    deixe um comentário|comentários|commenti|lascia un commento|reacties|laat een reactie achter|komentarze
    dodaj komentarz|комментарии|добавить комментарий|оставить комментарий|kommentarer|kommentera|コメント|评论|댓글
    """
)
BEFORE_COMMENTS = " :.()0123456789"
"""Signs that may stand before such a line, and after it."""
COMMENT_STARTS = frozenset([line[:4] for line in _COMMENTS])


def heads_comments(line: str) -> bool:
    """Whether a line in lower case heads the readers' comments.

    >>> heads_comments("3 comments"), heads_comments("comments (12)"), heads_comments("commented out")
    (True, True, False)
    """
    line = line.strip(BEFORE_COMMENTS)
    return line[:4] in COMMENT_STARTS and line in _COMMENTS


def comment_headings(lines: Sequence[str], places: Iterable[int], most: int) -> Iterator[int]:
    """Which of the lines in lower case head comments, of `most` characters, among the places given."""
    return (i for i in places if len(lines[i]) <= most and heads_comments(lines[i]))
