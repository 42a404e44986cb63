"""Other pages offered to the reader: lists, card grids, inserts in the story, the next and the previous post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from ..records import Block, Finding, Node, Role
from ._survey import Survey
from ._vocabulary import phrases, reason

_WORDS = frozenset(
    """related recommended recommendation recommendations recommends recent popular trending similar suggested taboola
    outbrain mostread morefrom upnext revcontent mgid yarpp crp relatedposts recentposts teaser teasers
    """.split()
)
_PAIRS = frozenset(
    {
        ("read", "next"), ("read", "also"), ("more", "from"), ("more", "stories"), ("more", "news"), ("most", "read"),
        ("most", "popular"), ("most", "viewed"), ("latest", "news"), ("latest", "posts"), ("latest", "articles"),
        ("latest", "stories"), ("keep", "reading"), ("next", "post"), ("prev", "post"), ("previous", "post"),
        ("post", "navigation"), ("posts", "navigation"), ("nav", "links"), ("nav", "previous"), ("nav", "next"),
        ("post", "nav"), ("next", "article"), ("previous", "article"), ("entry", "navigation"), ("article", "nav"),
        ("more", "articles"), ("more", "posts"), ("also", "like"), ("editors", "picks"), ("top", "stories"),
    }
)  # fmt: skip
NAMES = _WORDS | frozenset(word for pair in _PAIRS for word in pair if word not in ("post", "posts", "article", "nav"))

# A line that begins with one of these and stands above links is their heading.
_PHRASES = sorted(
    phrases(
        """
        related|recommended|recent posts|recent articles|recent stories|recent news|recent entries|recent blog
        latest posts|latest news|latest articles|latest stories|latest from|latest blog|the latest|popular posts
        popular articles|popular|most read|most popular|most viewed|most recent|most commented|trending|top stories
        editor's picks|editors' picks|you may also like|you may like|you might also like|you might like
        you may also be interested|you might be interested|you may be interested|also read|read also|read next
        read more|see also|more from|more on|more in|more about|more stories|more articles|more news|more posts
        more like this|more to read|more to explore|keep reading|continue reading|further reading|up next|next up
        don't miss|in case you missed|what to read next|similar posts|similar articles|suggested|other articles
        other posts|other news|from the blog|from our blog|next post|previous post|next article|previous article
        next story|previous story|featured posts|featured articles|featured stories|must read|explore more
        discover more|our latest|our picks|from around the web|around the web|sponsored stories|promoted stories
        mehr zum thema|mehr zu|mehr aus|mehr von|mehr dazu|auch interessant|das könnte sie auch interessieren
        das könnte dich auch interessieren|das könnte ihnen auch gefallen|ähnliche artikel|ähnliche beiträge
        verwandte artikel|verwandte beiträge|weitere artikel|weitere beiträge|weitere themen|weitere nachrichten
        weitere meldungen|lesen sie auch|lesen sie mehr|lies auch|lesetipp|meistgelesen|meist gelesen
        neueste beiträge|neueste artikel|letzte beiträge|aktuelle beiträge|beliebte artikel|beliebte beiträge
        empfehlungen|empfohlen|passend zum thema|zum thema|nächster beitrag|vorheriger beitrag|nächster artikel
        vorheriger artikel|top-themen|themen|à lire aussi|a lire aussi|lire aussi|lire également|à lire également
        voir aussi|sur le même sujet|sur le même thème|articles liés|articles similaires|articles récents
        derniers articles|dernières actualités|les plus lus|le plus lu|les plus populaires|vous aimerez aussi
        cela pourrait vous intéresser|à ne pas manquer|nos derniers|article suivant|article précédent
        notre sélection|plus de|dans la même rubrique|te puede interesar|te puede gustar|también te puede interesar
        le puede interesar|lea también|lee también|lea además|lee además|leer más|ver también|ver más
        artículos relacionados|noticias relacionadas|relacionado|relacionadas|relacionados|entradas recientes
        últimas noticias|lo más leído|lo más visto|más leídas|más leídos|más noticias|más de|más sobre|más en
        no te pierdas|contenido relacionado|artículo anterior|artículo siguiente|siguiente artículo|entrada anterior
        entrada siguiente|puede interesarte|recomendados|recomendado|recomendamos|leggi anche|leggi di più
        articoli correlati|articoli recenti|articoli simili|potrebbe interessarti|ti potrebbe interessare
        ti potrebbero interessare|ultime notizie|ultimi articoli|i più letti|più letti|vedi anche|da non perdere
        notizie correlate|articolo precedente|articolo successivo|correlati|per approfondire|leia também|leia mais
        veja também|saiba mais|confira também|artigos relacionados|notícias relacionadas|mais lidas|mais lidos
        últimas notícias|posts relacionados|posts recentes|você também pode gostar|você pode gostar
        você pode se interessar|mais notícias|mais sobre|próximo artigo|artigo anterior|conteúdo relacionado
        lees ook|lees meer|lees verder|gerelateerd|gerelateerde artikelen|gerelateerde berichten|meer over
        meer nieuws|meest gelezen|recente berichten|recente artikelen|laatste nieuws|misschien ook interessant
        ook interessant|bekijk ook|vorig bericht|volgend bericht|aanbevolen|czytaj także|czytaj też|czytaj również
        czytaj więcej|zobacz także|zobacz też|zobacz również|przeczytaj także|przeczytaj też|przeczytaj również
        podobne artykuły|powiązane|najnowsze|najczęściej czytane|polecane|polecamy|ostatnie wpisy|warto przeczytać
        dowiedz się więcej|więcej o|więcej na ten temat|читайте также|читать также|читайте ещё|читать далее
        похожие статьи|похожие новости|похожие записи|последние новости|свежие записи|самое читаемое|популярное
        популярные|по теме|смотрите также|вам может понравиться|рекомендуем|вам может быть интересно|другие новости
        ещё по теме|материалы по теме|читайте по теме|читайте нас|читайте також|останні новини|популярні|схожі
        läs också|läs även|läs mer|relaterade|mest läst|senaste nytt|fler artiklar|les også|les mer|relaterte
        mest lest|siste nytt|læs også|læs mere|relaterede|mest læste|seneste nyt|lue myös|luetuimmat|katso myös
        související|čtěte také|čtěte též|mohlo by vás zajímat|nejčtenější|další články|kapcsolódó|olvasta már
        ajánlott|citește și|articole similare|ilgili haberler|benzer haberler|son yazılar
        bunlar da ilginizi çekebilir|διαβάστε επίσης|διαβάστε ακόμα|σχετικά άρθρα
        関連記事|関連リンク|おすすめ記事|人気記事|最新記事|新着記事|あわせて読みたい|相关文章|相关阅读|相關文章|推荐阅读
        延伸閱讀|延伸阅读|热门文章|最新文章|관련기사|관련 기사|많이 본 뉴스
        مقالات ذات صلة|اقرأ أيضا|اقرأ أيضًا
        مواضيع ذات صلة|baca juga|artikel terkait|berita terkait|xem thêm|bài viết liên quan
        """
    )
)

_HEADINGS = {start: tuple(p for p in _PHRASES if p[:3] == start) for start in {p[:3] for p in _PHRASES}}

_NEIGHBOURS = (
    "next",
    "previous",
    "nächst",
    "vorherig",
    "article",
    "artículo",
    "entrada",
    "artigo",
    "próximo",
    "vorig",
    "volgend",
)

_MAX_PART = 0.5
_MAX_LINE = 60  # characters of a heading
_MAX_INSERT = 300  # characters of an insert: one or two headlines
_MIN_LINKS = 0.25  # share of link characters in a list with excerpts
_MAX_CLIMB = 40  # ancestors looked at
_MIN_CARDS = 3
_MEAN_HEADLINE = 25  # characters
_MAX_CARD = 600  # characters


def find_related(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for it, lists below a heading that says so, one-line inserts, grids of cards."""
    for node in named:
        if _WORDS.isdisjoint(node.words) and _PAIRS.isdisjoint(pairwise(node.words)):
            continue
        if page.within(node, _MAX_PART) and _is_list(page, node.first, node.last):
            first = _with_heading(page, node.first)
            yield Finding(first, node.last, Role.RELATED, reason(node, NAMES))
    for block in page.blocks.items:
        line = page.lines[block.index]
        if (line or block.text)[:3].casefold() not in _HEADINGS:
            continue
        if line and len(line) <= _MAX_LINE and _is_heading(line):
            if not block.link_chars or line.startswith(_NEIGHBOURS):
                yield from _below_heading(page, block)
        elif block.link_chars and len(block.text) <= _MAX_INSERT:
            yield from _insert(block)
    yield from _grids(page)


def _is_list(page: Survey, first: int, last: int) -> bool:
    """Whether a range is mostly links, or links with excerpts and no whole paragraph of a story."""
    if page.links[last] == page.links[first]:
        return False
    if page.link_share(first, last) >= _MIN_LINKS:
        return True
    linked, paragraphs = page.linked_blocks, page.paragraphs
    return paragraphs[last] == paragraphs[first] and (linked[last] - linked[first]) * 4 >= last - first


def _with_heading(page: Survey, first: int) -> int:
    """The range's first block, or the heading above it when there is one that says so."""
    above = page.lines[first - 1] if first else ""
    return first - 1 if above and len(above) <= _MAX_LINE and _is_heading(above) else first


def _is_heading(line: str) -> bool:
    return line.startswith(_HEADINGS.get(line[:3], ()))


def _below_heading(page: Survey, block: Block) -> Iterator[Finding]:
    """The list that a heading stands above: the rest of its container, or what follows it there."""
    nodes = page.blocks.nodes
    at = block.index
    last = at + 1
    for node in islice(page.blocks.ancestors(block.node), _MAX_CLIMB):
        if not page.within(node, _MAX_PART):
            break
        if node.last <= at + 1:
            continue
        if not _is_list(page, at, node.last):
            break
        last = node.last
        if at - node.first > 2:
            break  # other things stand above the heading: its list ends where this container does
    if last == at + 1:
        last = _following_list(page, block, nodes[block.node])
    if last > at + 1 or block.link_chars * 2 > len(block.text) > 12:
        yield Finding(at, last, Role.RELATED, f"heading '{block.text[:40]}'")


def _following_list(page: Survey, block: Block, node: Node) -> int:
    """The end of the run of linked blocks after a heading among a story's paragraphs."""
    last = at = block.index + 1
    items = page.blocks.items
    while last < len(items) and items[last].link_chars * 2 > len(items[last].text):
        last += 1
    return last if last > at else at


def _insert(block: Block) -> Iterator[Finding]:
    """ "Read also: Headline" in one block, the headline linked."""
    text = block.text[:_MAX_LINE].casefold()
    if not _is_heading(text):
        return
    lead = next((piece.text for piece in block.pieces if piece.text.strip()), "")
    rest = len(block.text) - block.link_chars
    if rest <= _MAX_LINE and (":" in lead or ":" in text[:40] or rest <= 4):
        yield Finding(block.index, block.index + 1, Role.RELATED, f"insert '{block.text[:40]}'")


def _grids(page: Survey) -> Iterator[Finding]:
    """Siblings of one shape, each with a link as long as a headline."""
    chars = page.chars
    families: dict[int, list[Node]] = {}
    for node in page.linked:
        if chars[node.last] - chars[node.first] <= _MAX_CARD:
            families.setdefault(node.parent, []).append(node)
    groups: dict[tuple[int, str, tuple[str, ...]], list[Node]] = {}
    for family in families.values():
        if len(family) >= _MIN_CARDS:
            for node in family:
                groups.setdefault((node.parent, node.tag, node.words), []).append(node)
    for (parent, tag, _), cards in groups.items():
        if len(cards) < _MIN_CARDS or tag in ("p", "td", "tr", "dd", "nav"):
            continue
        first, last = cards[0].first, cards[-1].last
        if not _is_list(page, first, last) or not _has_headlines(page, cards) or _is_menu(page, parent):
            continue
        if chars[last] - chars[first] > _MAX_PART * chars[-1]:
            continue
        yield Finding(_with_heading(page, first), last, Role.RELATED, f"{len(cards)} cards <{tag}>")


def _has_headlines(page: Survey, cards: list[Node]) -> bool:
    """Whether the longest links of the cards are on average as long as headlines."""
    items = page.blocks.items
    longest = [max([block.link_chars for block in items[card.first : card.last]]) for card in cards]
    return sum(longest) >= _MEAN_HEADLINE * len(cards)


def _is_menu(page: Survey, parent: int) -> bool:
    return any(
        node.tag in ("nav", "header", "footer") or not _MENU.isdisjoint(node.words)
        for node in islice(page.blocks.ancestors(parent), _MAX_CLIMB)
    )


_MENU = frozenset(
    {
        "nav",
        "menu",
        "navbar",
        "navigation",
        "header",
        "footer",
        "breadcrumb",
        "breadcrumbs",
        "toc",
        "comments",
        "comment",
        "recentcomments",
        "commentlist",
    }
)
