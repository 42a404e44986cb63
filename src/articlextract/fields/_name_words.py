"""Words in and around the names of people, as bylines write them."""

from __future__ import annotations

LEADS = frozenset(
    """by written posted published story words report reported reporting contributed submitted created author authors
    author(s) writer writers text article from asked started opinion column analysis contributors
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
NAME_STARTS = frozenset("von di da por a par story words ein blog".split())
"""Leads that a name can begin with ("Von Miller"): taken off only when two more words follow."""

STOPS = frozenset(
    """updated published posted last reviewed edited fact fact-checked medically follow email twitter min mins minute
    minutes read reading photo photos photography illustration images view views comment comments contact via more
    staff ago hour hours day days week weeks month months joined reply said says wrote writes covers about share guest
    aktualisiert veröffentlicht zuletzt schreibt folgen mehr stand uhr kommentar kommentare foto kontakt google+
    publié publiée mis mise modifié photo lire publicado actualizado foto leer pubblicato aggiornato güncelleme
    опубликовано 기자 특파원 記者 记者""".split()
)
"""Words that end a name: what follows is a date, a place, a job."""
MARKS = frozenset("sponsored promoted advertorial anzeige".split())
"""Words that end a name, though one may begin with them."""
SMALL_STOPS = frozenset(
    """on in at for is was has as to under yesterday today für am um im aus ist war unter pour le à est dans el en es a
    las il alle è às em para é op om voor w в""".split()
)
"""The same, but only in small letters: "Miguel A. Santos" goes on."""

KEPT_SUFFIXES = frozenset("jr sr ii iii iv".split())
CREDENTIALS = frozenset(
    """phd md dds dmd dvm vmd esq msc bsc mba cfp cpa cfa rd rdn rdh rn ba ma ms ld lcsw lmft lpc jd pt dpt ldn np aprn
    fnp do pharmd psyd edd scd mph cscs ccc-slp facp faap faclm cpp psp cepf pmp llm""".split()
)
"""Letters after a name, which bylines write as part of it; only where they are no ordinary word ("Rui Ma")."""
TITLES = frozenset(
    """dr dres prof professor professorin mag dipl-ing ing rev rabbi fr sir dame
    rechtsanwalt rechtsanwältin maître""".split()
)

NO_NAMES = frozenset(
    """share subscribe post posts all click here login log sign menu search home register website http https www com
    copyright rights reserved unknown null none undefined author authors byline writer bio biography
    tags category categories archive archives newsletter facebook instagram linkedin youtube rss print profile
    publisher user superuser anonymous anonym anónimo anonyme anonimo information info quelle source learn privacy
    teilen beiträge startseite suche drucken partager suivre commentaires articles tous voir imprimer
    compartir seguir comentarios todos ver imprimir monday tuesday wednesday thursday friday saturday sunday
    montag dienstag mittwoch donnerstag freitag samstag sonntag mon tue wed thu fri sat sun
    alle weitere meldung meldungen rebloggt kg date datum name role leadership heard vor red who originally expert
    verified human co-authors related admin""".split()
)
"""A string with one of these words is no name: buttons, labels, placeholders."""

LABELS = frozenset(
    """phone telephone telefon teléfono téléphone tel fax mobile address adresse dirección data fecha terms conditions
    relevant latest newest oldest join get details hours directions location""".split()
)
"""Alone, a label or the beginning of a button: "Phone:", "Join today", "Get in touch"."""

ACCOUNTS = frozenset(
    "admin adminn administrator webmaster root wpadmin sysadmin default test guest editor connect community".split()
)
ORGANISATION_WORDS = frozenset(
    """team staff editors editorial desk agency agentur news newsroom press media magazine group inc llc ltd gmbh ag
    foundation institute university hospital center centre company department association council society redaktion
    redaction rédaction redacción redação redazione redactie redakcja redaccion redaktionen redaksjonen redaksi
    redakce toimitus szerkesztőség редакция συντακτική contributors contributor office ministry service online
    network times post herald journal tribune daily studio studios blog bureau reuters afp dpa ap efe ansa apa sda
    sid upi tass lusa belga ntb ritzau school church club klub committee international marketing solutions
    consulting services support community official editor partei sekretariat kathpress ev verein verband bund
    stiftung ministerium behörde feuerwehr polizei kitchens kitchen store shop newsdesk webteam nachrichten""".split()
)
COMPOUNDS = tuple(
    "ministerium departement anstalt redaktion zentrale behörde verband stiftung universität zentrum".split()
)
"""Words that others are put before: "Außenministerium", "Landesanstalt"."""
ARTICLES = frozenset("the die der das les los las".split())
"""Before the name of an outlet ("Der Bote"), never of a person; "El" and "Le" can be both."""
COLLECTIVES = frozenset(
    "staff report team editors redaktion redacción redação rédaction redazione redactie desk agency".split()
)
JOB_WORDS = frozenset(
    """editor reporter writer correspondent journalist columnist contributor producer director manager founder
    cofounder co-founder ceo cto coo president chief head senior junior staff professor analyst strategist specialist
    consultant photographer freelance freelancer associate assistant coordinator executive officer expert coach guest
    redakteur redakteurin reporterin korrespondent korrespondentin journalistin chefredakteur chefredakteurin autorin
    ressortleiter volontär volontärin leiter leiterin journaliste rédacteur rédactrice correspondant periodista
    redactor redactora corresponsal giornalista redattore jornalista repórter redaktor dziennikarz verslaggever
    contributing lead reviewer rechtsanwalt rechtsanwältin attorney""".split()
)
PARTICLES = frozenset("de da do dos das di del della van von der den ten ter la le el al bin ibn y e du zu zum".split())
MONTHS = frozenset(
    """jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september
    october november december januar februar märz mai juni juli oktober dezember janvier février mars avril juin
    juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre""".split()
)

BY = frozenset("by von par por door av af przez durch от".split())
BEFORE_BY = frozenset(
    """uhr interview kommentar gastbeitrag gastkommentar essay analyse kolumne beiträge posts articles story stories
    pm am""".split()
)
NOT_BY = frozenset(
    """powered hosted sponsored photo photos photograph image images picture illustration reviewed edited checked
    translated theme design designed presented provided supported created brought foto fotos bild bilder owned run
    produced recommended approved verified updated drawn made video shared followed recorded directed hero cover
    inspired caused driven replaced covered funded published""".split()
)
