"""Names of people out of the strings that pages put them in."""

from __future__ import annotations

import re

from ._text import clean

MAX_RAW = 300  # characters of a byline that are looked at
_MAX_NAME = 60
_MAX_WORDS = 6

_LEADS = frozenset(
    """by written posted published story words report reported reporting contributed submitted created author authors
    author(s) writer writers text article from asked started opinion column analysis
    von vom autor autorin autoren autor/in geschrieben verfasst veröffentlicht erstellt beitrag artikel durch
    redakteur ein
    par auteur auteure auteurs autrice publié rédigé écrit signé texte article proposé
    por autora autores escrito publicado texto redactado reportaje publicada
    di da a cura autore autrice scritto testo pubblicato
    door geschreven geplaatst tekst przez napisał napisała opublikował dodał
    av af skrevet skriven forfatter skribent kirjoittaja
    eingestellt gepostet gespeichert publiziert geposted interview beiträge posts articles bericht blog
    автор авторы текст от опубликовал
    作者 文 記者 记者 撰文 投稿者 著者 筆者 執筆者 执笔""".split()
)
_NAME_STARTS = frozenset("von di da por a par story words ein blog".split())
"""Leads that a name can begin with ("Von Miller"): taken off only when two more words follow."""

_STOPS = frozenset(
    """updated published posted last reviewed edited fact fact-checked medically follow email twitter min mins minute
    minutes read reading photo photos photography illustration images view views comment comments contact via more
    staff ago hour hours day days week weeks month months joined reply said says wrote writes covers about share guest
    aktualisiert veröffentlicht zuletzt schreibt folgen mehr stand uhr kommentar kommentare foto kontakt
    publié publiée mis mise modifié photo lire publicado actualizado foto leer pubblicato aggiornato
    опубликовано 기자 특파원 記者 记者""".split()
)
"""Words that end a name: what follows is a date, a place, a job."""
_SMALL_STOPS = frozenset(
    """on in at for is was has as to yesterday today am um im aus ist war le à est dans el en es a las il alle è às em
    para é op om w в""".split()
)
"""The same, but only in small letters: "Miguel A. Santos" goes on."""

_JOINERS = re.compile(
    r"\s*[;&\n/•·、，]\s*|,\s*(?:and|und|et|y|e|i|en|og|och|ja|и|with|mit|avec|con)\s|,\s*"
    r"|\s(?:and|und|et|y|e|og|och|ja|oraz|и|with|mit|avec|con)\s",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s[-\u2013\u2014|\u2022\u00b7:→›»]+\s|\s*[(\[<\u2014|\uff08]|\s@")
_GLUED_DATE = re.compile(r"(?<=\D)\d{4}[-/.年]\d.*")
_GLUED_LEAD = re.compile(r"^(?:作者|記者|记者|文|撰文|投稿者|執筆者?|执笔|取材)\s*[:：/／]?\s*(?=\S)")
_GLUED_BY = re.compile(
    r"^(?:By|BY|Von|Par|Por)(?=[A-Z][a-zà-ÿ]+\s[A-Z]|[A-Z]\.)"
)  # "ByJane Doe": two elements, no space
_MAIL = re.compile(r"\S{1,80}@\S{1,80}")

_KEPT_SUFFIXES = frozenset("jr sr ii iii iv".split())
_SUFFIXES = _KEPT_SUFFIXES | frozenset(
    """phd md dds esq msc mba cfp cpa rd rdn rn ba bsc ma lcsw dvm jd pt dpt ldn np fnp pharmd cfa cfp® do
    facp faap ms bs mph edd lmft lpc scd cscs ccc-slp""".split()
)

NO_NAMES = frozenset(
    """share subscribe post posts all click here login log sign menu search home register website http https www com
    copyright rights reserved unknown null none undefined author authors byline writer bio biography
    tags category categories archive archives newsletter facebook instagram linkedin youtube rss print profile
    publisher user superuser anonymous anonym anónimo anonyme anonimo information info quelle source learn
    teilen beiträge startseite suche drucken partager suivre commentaires articles tous voir imprimer
    compartir seguir comentarios todos ver imprimir monday tuesday wednesday thursday friday saturday sunday
    montag dienstag mittwoch donnerstag freitag samstag sonntag mon tue wed thu fri sat sun
    rebloggt date datum name role leadership heard vor red connect who originally expert verified human
    co-authors""".split()
)
"""A string with one of these words is no name: buttons, labels, placeholders."""

_ACCOUNTS = frozenset("admin adminn administrator webmaster root wpadmin sysadmin default test guest editor".split())
_ORGANISATION_WORDS = frozenset(
    """team staff editors editorial desk agency agentur news newsroom press media magazine group inc llc ltd gmbh ag
    foundation institute university hospital center centre company department association council society redaktion
    redaction rédaction redacción redação redazione redactie redakcja редакция contributors contributor office ministry
    service online network times post herald journal tribune daily studio studios blog bureau reuters afp dpa ap efe
    ansa apa sda sid upi tass lusa belga ntb ritzau school church club committee international marketing
    solutions consulting services support community official editor partei sekretariat kathpress ev verein verband
    bund stiftung ministerium behörde feuerwehr polizei kitchens kitchen store shop""".split()
)
_COLLECTIVES = frozenset(
    "staff team editors redaktion redacción redação rédaction redazione redactie desk agency".split()
)
_JOB_WORDS = frozenset(
    """editor reporter writer correspondent journalist columnist contributor producer director manager founder
    cofounder co-founder ceo cto coo president chief head senior junior staff professor analyst strategist specialist
    consultant photographer freelance freelancer associate assistant coordinator executive officer expert coach guest
    redakteur redakteurin reporterin korrespondent korrespondentin journalistin chefredakteur chefredakteurin autorin
    ressortleiter volontär volontärin leiter leiterin journaliste rédacteur rédactrice correspondant periodista
    redactor redactora corresponsal giornalista redattore jornalista repórter redaktor dziennikarz verslaggever
    contributing lead reviewer""".split()
)
_PARTICLES = frozenset(
    "de da do dos das di del della van von der den ten ter la le el al bin ibn y e du zu zum".split()
)
_MONTHS = frozenset(
    """jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september
    october november december januar februar märz mai juni juli oktober dezember janvier février mars avril juin
    juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre""".split()
)


_BY = frozenset("by von par por door av af przez durch от".split())
_BEFORE_BY = frozenset("uhr interview beiträge posts articles story stories pm am".split())
_NOT_BY = frozenset(
    """powered hosted sponsored photo photos photograph image images picture illustration reviewed edited checked
    translated theme design designed presented provided supported created brought foto fotos bild bilder owned run
    produced recommended approved verified updated drawn made video shared followed recorded directed hero cover
    inspired caused driven replaced covered funded published""".split()
)


def read_names(raw: object, *, visible: bool = False) -> list[str]:
    """The names in a byline or an author's attribute, without "By", dates, jobs and outlets; in order.

    `visible` text, as opposed to an attribute, must look like a name to be taken for one.

    >>> read_names("By Jane van Doe, Jr. and Émile O'Neil, senior editor")
    ['Jane van Doe, Jr.', "Émile O'Neil"]
    >>> read_names("Byron Smith | The Example"), read_names("View all posts")
    (['Byron Smith'], [])
    """
    text = clean(raw)[:MAX_RAW]
    if not text or text.startswith(("http:", "https:", "www.", "@", "//", "{", "[")):
        return []
    if "@" in text:
        text = _MAIL.sub(" ", text).strip()
    text = _without_lead(_GLUED_BY.sub("", _GLUED_LEAD.sub("", text, count=1), count=1))
    if "," not in text and is_name(text) and (_is_collective(text) if visible else is_organisation(text)):
        return [text]
    names: list[str] = []
    for part in _JOINERS.split(_before_break(text)):
        words = _name_words(part)
        if names and words and len(words) == 1 and _bare(words[0]) in _SUFFIXES:
            if _bare(words[0]) in _KEPT_SUFFIXES:
                names[-1] = f"{names[-1]}, {words[0]}"
            continue
        name = " ".join(words).strip(" ,;:-\u2013\u2014'\"*#")
        if names and name.isupper() and len(name) <= 5 and " " not in name:
            continue  # letters after a name
        if names and words and _bare(words[0]) in _JOB_WORDS:
            break
        if is_name(name, visible=visible) and not (visible and names and is_account(name)):
            if name not in names:
                names.append(name)
        elif names and part.strip():
            break  # what follows the last name is a job, an outlet, a place
    if len(names) > 1 and names[0].isupper() and len(names[0]) <= 3:
        del names[0]  # initials in place of a portrait
    return names


def _is_collective(text: str) -> bool:
    """
    >>> _is_collective("Example Staff"), _is_collective("Jane Doe Staff Writer")
    (True, False)
    """
    words = text.split()
    return len(words) <= 5 and _bare(words[-1]) in _COLLECTIVES and (words[0] == "the" or not words[0].islower())


def _bare(word: str) -> str:
    return word.replace(".", "").strip(",:;()").casefold()


def _without_lead(text: str) -> str:
    """Without "By", "Posted by:", "Von" and their like."""
    while True:
        first, _, rest = text.partition(" ")
        head, colon, tail = first.replace("：", ":").partition(":")
        if colon and head.casefold() in _LEADS:
            text = f"{tail} {rest}".strip()
            continue
        if not rest or head.casefold() not in _LEADS:
            return text
        if head.casefold() in _NAME_STARTS and not head.islower() and len(rest.split()) < 2:
            return text
        text = rest.lstrip(" :-")


def _before_break(text: str) -> str:
    """Up to the first bracket, bar or spaced dash: the rest is an outlet, a job, a date."""
    end = _BREAK.search(text, 1)
    return text[: end.start()] if end else text


def _name_words(part: str) -> list[str]:
    """The words of a name, up to a date, a job or another word that ends it, without academic suffixes."""
    words: list[str] = []
    for word in part.split():
        bare = _bare(word)
        if words and (bare in _STOPS or word in _SMALL_STOPS or (bare in _JOB_WORDS and len(words) > 1)):
            break
        if words and word[0].isdigit():
            if _bare(words[-1]) in _MONTHS:
                words.pop()
            break
        words.append(_GLUED_DATE.sub("", word))
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        words = words[:half]  # said twice, for two widths of the screen
    while len(words) > 1 and _bare(words[-1]) in _SUFFIXES - _KEPT_SUFFIXES:
        words.pop()
    return words


def is_name(text: str, *, visible: bool = False) -> bool:
    """Whether a cleaned string can be someone's name.

    >>> is_name("Jane Doe"), is_name("3 hours ago"), is_name("Read more")
    (True, False, False)
    """
    words = text.split()
    if not 2 <= len(text) <= _MAX_NAME or not 0 < len(words) <= _MAX_WORDS or not any(map(str.isalpha, text)):
        return False
    if any(sign in text for sign in '?!"<>{}[]()=%$€\u201c\u201d') or not text[0].isalnum():
        return False
    bare = [_bare(word) for word in words]
    if (
        not NO_NAMES.isdisjoint(bare)
        or bare[0] in _STOPS
        or words[0] in _SMALL_STOPS
        or _JOB_WORDS.issuperset(bare)
        or (text[0].isdigit() and bare[1:2] and bare[1] in _STOPS)
    ):
        return False
    if len(words) == 1 and (bare[0] in _ACCOUNTS or bare[0] in _LEADS or "admin" in bare[0] or text.count(".") > 2):
        return False
    return not visible or _looks_like_name(words)


def _looks_like_name(words: list[str]) -> bool:
    """Visible words: each begins with a capital (or a letter without case), but for particles."""
    plain = [word for word in words if word.casefold() not in _PARTICLES]
    if len(words) == 1:
        return bool(plain)
    return bool(plain) and all(not word[0].islower() and not word.isdigit() and ":" not in word for word in plain)


def is_full_name(text: str) -> bool:
    """Two to four capitalised words that are neither a label nor an organisation.

    >>> is_full_name("Jane van Doe"), is_full_name("Health News"), is_full_name("Doe")
    (True, False, False)
    """
    words = text.split()
    if not 2 <= len(words) <= 4 or not is_name(text, visible=True) or is_organisation(text):
        return False
    return not any(map(str.isdigit, text)) and text[-1] not in ".:" and _LEADS.isdisjoint(map(str.casefold, words))


def is_account(name: str) -> bool:
    """Whether a name is rather that of an account: one word, no capital at its beginning.

    >>> is_account("jdoe"), is_account("Jane"), is_account("山田")
    (True, False, False)
    """
    return " " not in name and (name[0].islower() or name[0].isdigit())


def lead_only(text: str) -> bool:
    """Whether a line only announces a name: "Written by:".

    >>> lead_only("Written by:"), lead_only("Written")
    (True, True)
    """
    words = text.replace(":", " ").split()
    return 0 < len(words) <= 4 and all(word.casefold() in _LEADS for word in words)


def after_by(text: str) -> str | None:
    """What follows "by" inside a line: "May 3, 2024 by Jane Doe", "Blog Beitrag von Jane Doe".

    >>> after_by("Posted on May 3, 2024 by Jane Doe"), after_by("Photo by John Doe")
    ('Jane Doe', None)
    """
    words = text.split()
    for i in range(1, min(len(words) - 1, 16)):
        word = words[i].rstrip(":").casefold()
        if word not in _BY:
            continue
        before = words[i - 1].casefold().rstrip(":,.")
        if before in _NOT_BY:
            return None
        if before in _LEADS or before in _BEFORE_BY or not before.isalpha():
            return " ".join(words[i + 1 :])
        return None
    return None


def is_organisation(name: str) -> bool:
    """Whether a name is that of a newsroom, a company or a department rather than of a person.

    >>> is_organisation("Editorial Team"), is_organisation("HARBOUR.de"), is_organisation("Jane Doe")
    (True, True, False)
    """
    words = [_bare(word) for word in name.split()]
    host, _, domain = name.rpartition(".")
    is_host = " " not in name and len(host) > 1 and 2 <= len(domain) <= 4 and domain.isalpha() and domain.islower()
    if words[:1] in (["the"], ["die"]) or is_host:
        return True
    return any(part in _ORGANISATION_WORDS for word in words for part in re.split(r"[/-]", word))
