"""What stands beside the story: sidebars, forms, buttons, tag lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

_ASIDES = frozenset({"sidebar", "aside", "complementary", "widget", "widgets", "rail", "sidecol"})
_TAG_LISTS = frozenset({"tags", "tagcloud", "tagged", "hashtags"})
NAMES = _ASIDES | _TAG_LISTS
TAGS = frozenset({"aside", "form", "button", "fieldset", "select", "label", "dialog"})

_QUOTES = frozenset({"quote", "blockquote"})  # what forums wrap an earlier post in

# wcxb-dev and fundus, pages that say they are stories: of what the model takes as content nothing begins so.
_FILED = (
    "this entry was posted in", "this entry was tagged", "this post was tagged", "this post is tagged", "posted in ",
    "filed under", "tagged ", "tagged:", "tags ", "tags:", "categories:", "category:", "topics:", "schlagwörter:",
    "schlagworte:", "kategorie:", "kategorien:", "veröffentlicht in", "themen:", "étiquettes", "mots-clés",
    "publié dans", "catégorie", "publicado en", "etiquetas:", "categorías:", "archiviato in", "etichette:", "tag:",
    "categorie:", "pubblicato in", "рубрика:", "рубрики:", "метки:", "теги:", "geplaatst in", "tagi:", "kategoria:",
    "publicado em", "marcado com", "タグ", "カテゴリ", "标签:", "分类:", "标签：", "分类：",
)  # fmt: skip
STARTS = frozenset([line[:3] for line in _FILED])
_PEEK = 30  # characters
_MAX_FILED = 400  # characters
_MIN_FILED_LINKS = 0.15  # share of link characters

_MAX_PART = 0.4


def find_sidebar(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Asides and sidebars by tag or name; the lines of forms and buttons; lists and lines of tags."""
    for node in named:
        if not page.within(node, _MAX_PART) or (node.tag == "aside" and not _QUOTES.isdisjoint(node.words)):
            continue
        yield Finding(node.first, node.last, Role.OTHER, reason(node, NAMES, TAGS))
    if page.is_story:
        for i in page.lines_with(STARTS):
            _, text, _, _, linked = page.blocks.items[i]
            if i < page.headline.last or len(text) > _MAX_FILED or linked <= _MIN_FILED_LINKS * len(text):
                continue
            if text[:_PEEK].casefold().startswith(_FILED):
                yield Finding(i, i + 1, Role.OTHER, "line of categories or tags", certain=True)
