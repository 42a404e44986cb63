"""The lines that stand above or before offers of other pages, in many languages."""

from __future__ import annotations

from ._vocabulary import by_start, phrases

_PHRASES = phrases(
    """
    read:|watch:|listen:
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
    الأكثر قراءة|الأكثر مشاهدة|مواضيع ذات صلة|مقالات مشابهة|اقرأ المزيد|baca juga|artikel terkait
    berita terkait|xem thêm|bài viết liên quan
    """
)

# Before one headline in the story's flow, with a colon: nothing but an insert begins so.
_INSERTS = phrases(
    """
    also read|read also|see also|read:|keep reading|continue reading|read next|further reading|don't miss
    related|related story|related article|related stories|related reading
    lesen sie auch|lies auch|siehe auch|mehr zum thema|lire aussi|à lire aussi|a lire aussi|à lire également
    voir aussi
    lea también|lee también|lea además|lee además|también te puede interesar|te puede interesar|leggi anche|vedi anche
    leia também|veja também|leia mais|lees ook|bekijk ook|czytaj także|czytaj też|czytaj również|zobacz także
    zobacz też
    читайте также|читать также|смотрите также|читайте також|läs också|läs även|les også|læs også|lue myös
    čtěte také|citește și|baca juga|اقرأ أيضا|اقرأ أيضًا
    """
)

# Alone on a line these head a list of other pages and nothing else. wcxb-dev and fundus, pages that say they are
# stories: one of 150 such lists is content; of those below "read more" and "most popular" one in three.
_SURE = phrases(
    """
    related|related posts|related articles|related stories|related content|related news|related reading|related links
    recent posts|recent articles|recent stories|recent entries|latest posts|latest news
    popular posts|popular articles|popular stories|most read|most viewed|trending|trending now|top stories
    more stories
    more articles|more posts|more news|more like this|you might also like|you may also like|recommended
    recommended for you
    keep reading|read next|don't miss|editor's picks|further reading|featured articles|featured posts|next post
    previous post
    ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte beiträge|weitere artikel|weitere beiträge
    weitere themen
    das könnte sie auch interessieren|das könnte dich auch interessieren|meistgelesen|neueste beiträge|letzte beiträge
    nächster beitrag|vorheriger beitrag|lesen sie auch|lire aussi|à lire aussi|articles similaires|articles récents
    sur le même sujet|les plus lus|derniers articles|te puede interesar|también te puede interesar
    artículos relacionados
    noticias relacionadas|entradas recientes|lo más leído|lo más visto|últimas noticias|leggi anche|articoli correlati
    articoli recenti|i più letti|ultime notizie|leia também|veja também|artigos relacionados|mais lidas|posts recentes
    lees ook|gerelateerde artikelen|meest gelezen|recente berichten|czytaj także|czytaj też|zobacz także|polecane
    najczęściej czytane|ostatnie wpisy|читайте также|похожие статьи|последние новости|свежие записи|самое читаемое
    läs också|läs även|mest läst|les også|mest lest|læs også|関連記事|人気記事|最新記事|相关文章|推荐阅读|관련기사
    مقالات ذات صلة|الأكثر قراءة
    """
)

_MORE = 24  # characters: "More guides" heads a list, "More than ninety nests were found" is a sentence


_BY_START = by_start(_PHRASES)
STARTS = frozenset(_BY_START) | {"mor"}
"""The first three characters of every such line, in lower case."""
_BEGINNINGS = frozenset([phrase[:5] for phrase in _PHRASES] + ["more "])


def may_head(line: str) -> bool:
    """False where a line in lower case surely begins with no such phrase; a fifth of the time of looking for it."""
    return line[:5] in _BEGINNINGS or line[:4] in _BEGINNINGS or line[:3] in _BEGINNINGS


def heading_phrase(line: str) -> str | None:
    """The phrase that a line in lower case begins with.

    >>> heading_phrase("recent posts from the harbour"), heading_phrase("more guides"), heading_phrase("recently")
    ('recent posts', 'more guides', None)
    """
    for phrase in _BY_START.get(line[:3], ()):
        if line.startswith(phrase) and (phrase[-1] == ":" or not line[len(phrase) : len(phrase) + 1].isalnum()):
            return phrase
    return line if line.startswith("more ") and len(line) <= _MORE else None


def is_sure(line: str) -> bool:
    """Whether a line in lower case is one that only lists of other pages have as their heading.

    >>> is_sure("related posts:"), is_sure("related work")
    (True, False)
    """
    return line.strip(" :…!.") in _SURE


def is_insert(phrase: str, line: str) -> bool:
    """Whether a line is a phrase that only inserts begin with, and its colon."""
    if phrase.endswith(":"):
        return phrase in _INSERTS
    return phrase in _INSERTS and line[len(phrase) : len(phrase) + 2].lstrip()[:1] in (":", "\uff1a")
