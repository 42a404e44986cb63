"""Words of lists of other pages that are no headline: buttons, and what stands above such a list."""

from __future__ import annotations

import re
from functools import lru_cache

MARKS = " »›→….:+>"
_INSERT_MARK = re.compile("[:|：►»–]")

_BUTTONS = frozenset(
    " ".join(phrase.split())
    for phrase in """read more|more|read now|learn more|continue reading|keep reading|full story|read article|view|read
    see more|view more|load more|show more|read the article|read the story|read full story|find out more|watch now
    read the full story|listen now|discover more|explore more|click here|details|view article|read on|play|shop now
    weiterlesen|mehr|mehr lesen|mehr erfahren|weiter|zum artikel|jetzt lesen|artikel lesen|ganzen artikel lesen
    lire la suite|lire plus|en savoir plus|lire l'article|voir plus|lire
    leer más|leer mas|ver más|más información|seguir leyendo|continuar leyendo
    leggi tutto|leggi|continua a leggere|scopri di più|leggi di più|leggi l'articolo
    leia mais|saiba mais|ler mais|continue lendo|lees meer|lees verder|meer lezen|czytaj więcej|czytaj dalej|więcej
    читать далее|подробнее|читать полностью|далее|детальніше|читати далі|läs mer|les mer|læs mere|lue lisää
    devamını oku|citeşte mai mult|citește mai mult|číst dál|více|tovább|διαβάστε περισσότερα
    続きを読む|もっと見る|詳しく見る|阅读更多|查看更多|更多|閱讀更多|더보기|더 보기|اقرأ المزيد|المزيد
    share|comments|reply|subscribe|sign up|log in|login|sign in|register|become a member|contact us|get started
    join now|advertise|download""".replace("\n", "|").split("|")
)
_ALL = tuple(
    phrase.strip() + " "
    for phrase in """view all|see all|show all|explore all|browse all|read all|view more|see more|show more|load more
    more from|view the full|back to|go to|return to|alle anzeigen|alle ansehen|zur startseite|zurück zu|voir tous
    voir toutes|voir plus|tous les|toutes les|retour à|ver todos|ver todas|ver más|volver a|vedi tutti|vedi tutte
    tutte le|torna a|ver mais|voltar para|alle artikelen|bekijk alle|terug naar|zobacz wszystkie|zobacz więcej
    все новости|смотреть все|показать все|terms &|terms and|terms of|privacy|cookie|subscribe to|sign up for
    contact us|about us|register for|log in to""".replace("\n", "|").split("|")
)
"""How links begin that lead to a whole list, or to the house."""
_INSERTS = frozenset(
    " ".join(phrase.split())
    for phrase in """related|see also|read also|also read|read more|read next|read|more|further reading|recommended
    related story|related stories|related article|related articles|related news|don't miss|must read|watch|watch also
    you may also like|in case you missed it|more on this|related posts|related topics|related video|more stories
    mehr zum thema|lesen sie auch|lest auch|auch interessant|siehe auch|passend dazu|mehr dazu|lesetipp|empfehlungen
    zum thema|verwandte artikel|ähnliche artikel|ähnliche beiträge|mehr lesen|das könnte sie auch interessieren
    weitere artikel
    lire aussi|à lire aussi|a lire aussi|à lire|voir aussi|sur le même sujet|à voir aussi|articles liés|lire également
    lea también|lee también|leer también|te puede interesar|le puede interesar|ver también|más información|puedes leer
    noticias relacionadas|artículos relacionados|también te puede interesar|además|mira también
    leggi anche|vedi anche|per approfondire|articoli correlati|ti potrebbe interessare|potrebbe interessarti
    leia também|leia mais|veja também|saiba mais|veja mais|notícias relacionadas|lees ook|zie ook|bekijk ook|meer lezen
    czytaj także|czytaj też|zobacz także|zobacz też|przeczytaj także|przeczytaj też|polecamy
    читайте также|читайте ещё|по теме|смотрите также|читайте по теме|похожие статьи|читайте також|дивіться також
    läs också|läs även|läs mer|les også|læs også|lue myös|ayrıca oku|bunları da oku|citește și|čtěte také|čtěte také
    olvassa el ezt is|διαβάστε επίσης|関連記事|あわせて読みたい|おすすめ記事|相关阅读|相关新闻|延伸阅读|相關新聞
    延伸閱讀|    관련기사|관련 기사|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضاً|baca juga|simak juga|đọc thêm|xem thêm""".replace(
        "\n", "|"
    ).split("|")
)


@lru_cache(maxsize=1024)  # each link of a list is asked about four times
def is_button(text: str) -> bool:
    """Whether a link's text names no story but an act, a whole list or a place of the house.

    >>> is_button("Read more »"), is_button("View all episodes"), is_button("Read more books, says the mayor")
    (True, True, False)
    """
    line = text.casefold().strip(MARKS)
    return line in _BUTTONS or line in _INSERTS or (len(line) <= 40 and line.startswith(_ALL))


def is_act(line: str) -> bool:
    """Whether a line is the text of a button and can stand above no list."""
    line = line.casefold().strip(MARKS)
    return line in _BUTTONS and line not in _INSERTS


def split_insert(title: str) -> tuple[str | None, str]:
    """The words that lead to another story, apart from its headline.

    >>> split_insert("RELATED: Mill turns once more"), split_insert("Osk: nine boats")
    (('RELATED', 'Mill turns once more'), (None, 'Osk: nine boats'))
    """
    if _INSERT_MARK.search(title, 0, 60) is None:
        return None, title
    for mark in (":", "|", "：", "►", "»", "–"):
        before, found, _ = title[:60].partition(mark)
        if found and before.casefold().strip(" ▶►>»*[(") in _INSERTS:
            rest = title[len(before) + 1 :].strip(" ]):")
            return (before.strip(), rest) if rest else (None, title)
    return None, title


def is_insert_label(text: str) -> bool:
    """Whether a line is nothing but such words: "Lire aussi :"."""
    return text.casefold().strip(MARKS + "▶►*[](){}") in _INSERTS
