"""Lines that say author, date and readers, each with its label."""

from __future__ import annotations

from ..records import Block

# What stands before the colons of a line that says author, date and readers in one.
_LABELS = frozenset(
    """author authors by views hits date published posted source category reads comments autor autorin datum aufrufe
    quelle erstellt auteur date vues lectures fecha vistas lecturas fuente autore visite fonte data visualizações bron
    автор авторы дата просмотров просмотры источник рубрика опубликовано комментариев прочитано autorka
    wyświetleń źródło
    作者 来源 來源 时间 時間 发布时间 日期 浏览 阅读 点击 編輯 编辑 责任编辑 责编 字号 字体 執筆 投稿日 更新日
    글 조회 입력""".split()
)
_AUTHOR_LABELS = frozenset(
    "author authors by autor autorin auteur autore автор авторы autorka 作者 編輯 编辑 责任编辑 執筆 글".split()
)
_MAX_META = 160  # characters


def is_labelled(block: Block) -> bool:
    """Whether a block is made of labels with their values, an author's among them.

    "12 May 2019, 14:05 Author: Ann Writer Views: 2841" is; "Author: Note: this is it." is not. A label that the
    page sets in an element of its own may touch the value before it.
    """
    _, text, pieces, _, _ = block
    if ":" not in text and "\uff1a" not in text:
        return False
    return is_labelled_line(text, " ".join([piece.text for piece in pieces]) if len(pieces) > 1 else None)


def is_labelled_line(text: str, parted: str | None = None) -> bool:
    """The same of a line; `parted` has blanks between the elements that it was made of."""
    if len(text) > _MAX_META or (":" not in text and "\uff1a" not in text) or text[-1] in ".!?。":
        return False
    words = (parted or text).casefold().replace("\uff1a", ": ").split()
    labels = {word[:-1] for word in words if word[-1] == ":"}
    return len(labels) > 1 and labels <= _LABELS and not labels.isdisjoint(_AUTHOR_LABELS)
