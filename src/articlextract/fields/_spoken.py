"""The language that a text is written in: its script, else its commonest words and letters.

No library: the lightest that is kept, py3langid, is as quick (0.17 ms for 950 characters), but its model takes a
second to load, and every command would pay for it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from types import ModuleType
from typing import NamedTuple

from ..native import compiled

MAX_SAMPLE = 1200  # characters that are looked at
_MIN_WORDS = 12  # of a text that common words can tell
_MIN_HITS = 4  # common words of the language
_MIN_SHARE = 0.04  # of the words that must be common ones; English prose has 0.3, Turkish 0.08
_ENOUGH = 12  # hits that are as good as a hundred
_MIN_FOREIGN = 0.3  # share of the letters that another script must have; names and code are in Latin everywhere
_SYLLABLE = 3  # letters that a character of a script without letters stands for
_MIN_KANA = 0.05  # of the letters of Japanese; the rest are shared with Chinese
_LETTER_WORTH = 0.5  # of a word: a letter that few languages have

# The words that are half of any text, and that stand in few other languages' lists.
_WORDS = {
    "en": "the of and to in is that for it with was on as are this be by have not you at from his they which or we",
    "de": "der die und das den von zu mit sich ist nicht ein auf für eine dem des im auch wird sind wie nach bei oder",
    "fr": "le la les des et est une dans pour que qui pas sur du au en il par plus ce avec sont ne se aux cette nous",
    "es": "el la los de que y en las por con una para del se un es no al lo como más pero sus le ha este sobre",
    "it": "il di che la per una non sono del con gli della è le un dei nel alla da ha si più anche come questo nella",
    "pt": "o de que não uma os para com em do da são é um as no na por mais foi dos se ao seu das também à pelo",
    "gl": "o de que non unha os para con en do da son é un as no na por máis foi dos se ao seu das tamén á pola",
    "ca": "el de i la que els amb per les una no un del és al com més però seva dels són aquest aquesta també ha",
    "ro": "și de a în la cu pe un nu care este din o mai sunt pentru se ce că au fost prin dar sau după această",
    "nl": "de het een van en dat niet is op met voor zijn te die in aan er ook bij naar worden wordt heeft maar uit",
    "af": "die van en het nie is wat in dat op vir met sy word te hy aan was om ook by hulle uit deur maar kan",
    "sv": "och att det som en på är av för inte med den till ett om har de var jag vi från men så när kan också",
    "da": "og at det er en til på af ikke med for den der et har de som jeg han var blev fra kan men også efter",
    "nb": "og det er en til på av ikke med for som jeg har et at den de vi seg var fra kan men også etter ble",
    "nn": "og det er ein til på av ikkje med for som eg har eit at den dei vi seg var frå kan men også etter vart",
    "is": "og að í er á sem það til við um var með fyrir en hann þess ekki af frá ég þar hafa þeir hún eru",
    "fi": "ja on ei että se oli hän mutta kun ovat myös joka tai ole kuin niin sen hänen mukaan sekä jo nyt vain",
    "et": "ja on ei et see oli ka kui mis aga oma ta või siis nii ning mida ma tema pole mitte selle seda kes",
    "lv": "un ir ka no ar uz par tas bet lai kā arī pie pēc bija ne tā to vai kas līdz gan jau tikai viņš",
    "lt": "ir yra kad su į tai kaip iš bet buvo jo apie dar nuo po ne ar prie jau bus jos būti tik kai",
    "pl": "w i na z nie się do to że jest o jak po za dla są od przez oraz a tym ale co być czy jego który",
    "cs": "a se v na je že s z do i o jsou by pro si jako ale k to ve které podle byl jen už také bylo",
    "sk": "a sa v na je že s z do aj o sú by pre si ako ale k to vo ktoré podľa bol len už tiež bolo",
    "sl": "in je v na da se za so ki z pa s tudi ne o kot bi po ali od bil še lahko pri iz med",
    "hr": "i je u na se da su za koji od s kao o što ne nije bi ili iz ali koje će samo kako sam bio",
    "hu": "a az és hogy nem is egy van meg ez de csak volt el ki már mint lesz vagy azt még között szerint után",
    "sq": "të e në dhe i për një me që nga më është nuk si u ka së do ai por ishte janë kjo këtë",
    "tr": "ve bir bu için de da ile olarak çok daha olan gibi ne ya sonra en kadar olduğu ise var göre değil her",
    "az": "və bir bu üçün da də ilə olaraq çox daha olan kimi nə ki sonra ən qədər edib isə var görə deyil hər",
    "uz": "va bir bu uchun bilan ham edi esa boʻlgan o'z deb shu yil bo'yicha kerak haqida lekin qilish emas bo'lib",
    "id": "yang dan di dengan untuk ini dari pada tidak dalam itu akan juga ada oleh ke telah bisa sudah karena saat",
    "ms": "yang dan di dengan untuk ini dari pada tidak dalam itu akan juga ada oleh ke telah boleh beliau ialah",
    "tl": "ang ng sa na mga ay at ito para hindi ni kay si nang mula niya siya may kanyang isang rin upang ako",
    "vi": "và của là có không cho một được trong các những với để người khi này đã đến cũng từ về ra như",
    "sw": "ya na wa kwa ni katika la kuwa za cha hiyo huo hii yake kama pia lakini baada watu ambayo alisema hilo",
    "eu": "eta da ez du bat dira ere egin izan baina zen hau dute dela hori den beste duen egiten bere bai",
    "ga": "an agus na ar go sa is i le do bhí seo tá ag nach faoi raibh sé ach leis atá gur bhfuil siad",
    "cy": "yn y a o i ar ei yr am wedi oedd gan bod mae fod hyn ond eu hefyd gyda at wrth nid sydd",
    "mt": "li u ta il ma fil minn biex kien hija dan huwa mal għal din kienet tal fuq hemm kif aktar qal",
    "ru": "и в не на что с как а по это но из у за от так о же для его он был до или мы также",
    "uk": "і в не на що з як а та це але із у за від так про же для його він був до або ми також",
    "be": "і ў не на што з як а па гэта але у за ад так пра для яго ён быў да або мы таксама",
    "bg": "и в не на че с като а по това но от за се да е са ще или той беше до който след",
    "sr": "и у не на да се је за од са као што то који су или али из би није он ће само",
    "mk": "и во не на дека со како а по ова но од за се да е се ќе или тој беше до кој во",
    "kk": "және бұл мен үшін бар деп да де еді жоқ осы сол ол бір болып туралы кейін керек",
    "mn": "нь ба энэ болон юм байна гэж тэр бол байгаа дээр хийх өөр улсын нэг",
    "ar": "في من على إلى أن التي هذا عن مع ما هذه الذي كان لا قد بعد كما هو بين هي",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم شد می است",
    "ur": "کے میں کی ہے سے کو اور کا نے پر ہیں یہ کہ بھی اس نہیں تھا کر ایک جو",
    "ps": "د په او چې کې له ته دا يې هم نه چه سره ده دي",
    "hi": "के में की है से को और का ने पर हैं यह कि भी इस नहीं था कर एक जो",
    "mr": "आहे आणि या च्या ला की व हे होते आहेत नाही तर असे केली म्हणून मध्ये यांनी",
    "ne": "छ र को मा ले का पनि भएको गर्ने हो छन् तथा गरेको थियो लागि भने",
}
_BY_WORD: dict[str, list[str]] = {}
for _language, _words in _WORDS.items():
    for _word in dict.fromkeys(_words.split()):
        _BY_WORD.setdefault(_word, []).append(_language)

# Letters that few languages have.
_LETTERS = {
    "ß": "de", "ñ": "es gl tl", "¿": "es", "ã": "pt vi", "õ": "pt et vi", "ê": "fr pt vi", "ç": "fr pt ca tr az sq",
    "œ": "fr", "ò": "it ca vi", "ì": "it vi", "ă": "ro vi", "ș": "ro", "ț": "ro", "ş": "tr az ro", "ţ": "ro",
    "ğ": "tr az", "ı": "tr az", "ə": "az", "ł": "pl", "ż": "pl mt", "ś": "pl", "ń": "pl", "ę": "pl lt", "ą": "pl lt",
    "ř": "cs", "ě": "cs", "ů": "cs", "ľ": "sk", "ĺ": "sk", "ť": "cs sk", "ď": "cs sk", "ő": "hu", "ű": "hu",
    "å": "sv da nb nn", "ø": "da nb nn", "æ": "da nb nn is", "ð": "is", "þ": "is", "ė": "lt", "į": "lt", "ų": "lt",
    "ū": "lt lv", "ā": "lv", "ē": "lv", "ģ": "lv", "ķ": "lv", "ļ": "lv", "ņ": "lv", "đ": "vi hr", "ư": "vi", "ơ": "vi",
    "ạ": "vi", "ế": "vi", "ħ": "mt", "ġ": "mt", "ċ": "mt", "ć": "hr pl", "ë": "sq nl af", "ŷ": "cy", "ŵ": "cy",
    "ї": "uk", "є": "uk", "ґ": "uk", "ў": "be", "ы": "ru be kk mn", "э": "ru be kk mn", "ё": "ru be mn",
    "щ": "ru uk bg",
    "ђ": "sr", "ћ": "sr", "љ": "sr mk", "њ": "sr mk", "ј": "sr mk", "џ": "sr mk", "ѓ": "mk", "ќ": "mk", "ѕ": "mk",
    "қ": "kk", "ұ": "kk", "ә": "kk", "ғ": "kk", "ө": "mn kk", "ү": "mn kk",
    "پ": "fa ur ps", "گ": "fa ur", "ژ": "fa", "ٹ": "ur", "ے": "ur", "ں": "ur", "ہ": "ur", "ښ": "ps", "ځ": "ps",
    "ة": "ar", "ك": "ar", "ي": "ar ps", "ی": "fa ur", "ळ": "mr",
}  # fmt: skip
_BY_LETTER = {letter: languages.split() for letter, languages in _LETTERS.items()}

_ALPHABETS = (
    (0x0370, 0x03FF, "el"), (0x0400, 0x052F, "cyrillic"), (0x0530, 0x058F, "hy"), (0x0590, 0x05FF, "he"),
    (0x0600, 0x077F, "arabic"), (0x0900, 0x097F, "devanagari"), (0x0980, 0x09FF, "bn"), (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"), (0x0B00, 0x0B7F, "or"), (0x0B80, 0x0BFF, "ta"), (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"), (0x0D00, 0x0D7F, "ml"), (0x0D80, 0x0DFF, "si"), (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"), (0x0F00, 0x0FFF, "bo"), (0x1000, 0x109F, "my"), (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"), (0x1200, 0x137F, "am"), (0x1780, 0x17FF, "km"), (0x3040, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"), (0xAC00, 0xD7AF, "ko"),
)  # fmt: skip
_SEVERAL = {
    "cyrillic": frozenset("ru uk be bg sr mk kk mn".split()),
    "arabic": frozenset("ar fa ur ps".split()),
    "devanagari": frozenset("hi mr ne".split()),
}
"""Scripts that several languages share; their words and letters tell which."""
_ALIKE = (
    frozenset({"nb", "nn", "no", "da"}),
    frozenset({"hr", "bs", "sr", "sh", "cnr", "sl"}),
    frozenset({"id", "ms", "in"}),
    frozenset({"zh", "yue", "cmn", "wuu"}),
    frozenset({"tl", "fil"}),
    frozenset({"he", "iw"}),
    frozenset({"gl", "pt"}),
    frozenset({"cs", "sk"}),
    frozenset({"nl", "af"}),
    frozenset({"ca", "oc", "es"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"tr", "az"}),
    frozenset({"ru", "uk", "be"}),
)
"""Other codes of a language, and neighbours that a short text does not tell apart for sure."""

_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\U0010ffff]")
MARKS = "।،؛؟"
_WORD = re.compile(
    rf"""[^\s\d!-/:-@\[-`{{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u303f{MARKS}]+"""
)  # other marks are part of words

_ASCII_WORD = re.compile("[a-z]+")  # the same in small ASCII letters


class Spoken(NamedTuple):
    """A language as its BCP 47 code, and how sure that is (0 to 1)."""

    language: str
    confidence: float


def language_of(text: str) -> Spoken | None:
    """The language of a text; None where it is too short or like none of those known here, some seventy.

    >>> language_of("Der Hafen ist leer, und das Meer liegt still wie ein Brett, auf dem die Möwen stehen.").language
    'de'
    >>> language_of("海に出た船はまだ戻らない。").language, language_of("OK") is None
    ('ja', True)
    """
    sample = text[:MAX_SAMPLE].replace("\u00ad", "")
    among: frozenset[str] | None = None
    if not sample.isascii():
        script = _script(sample)
        if script is not None and script not in _SEVERAL:
            return Spoken(script, 0.97)
        among = _SEVERAL[script] if script else None
    return _by_words(sample.casefold(), among)


def are_alike(one: str, other: str) -> bool:
    """Whether two tags name the same language, or two that a text hardly tells apart.

    >>> are_alike("nb", "no-NO"), are_alike("en-GB", "en"), are_alike("de", "nl")
    (True, True, False)
    """
    a, b = one.partition("-")[0].lower(), other.partition("-")[0].lower()
    return a == b or any(a in group and b in group for group in _ALIKE)


def common_words_in_python(sample: str) -> tuple[int, dict[str, int], set[str], dict[str, float]]:
    """How many words a text in small letters has, how often each that is common in a language, its other letters, and
    how much those words speak for each language.

    Other letters are the characters beyond ASCII of alphabets alone.
    """
    words = (_ASCII_WORD if sample.isascii() else _WORD).findall(sample)
    counts: dict[str, int] = {}
    for word in words:
        if word in _BY_WORD:
            counts[word] = counts.get(word, 0) + 1
    scores: dict[str, float] = {}
    for word, count in counts.items():
        languages = _BY_WORD[word]
        for language in languages:
            scores[language] = scores.get(language, 0.0) + count / len(languages)
    letters = set() if sample.isascii() else {char for char in set(sample) if "\x7f" < char < "\u2000"}
    return len(words), counts, letters, scores


@cache
def _kernel() -> ModuleType | None:
    """The compiled twin of `common_words_in_python`, which needs the names of this module."""
    return compiled("fields._spoken_kernel")


def _by_words(sample: str, among: frozenset[str] | None) -> Spoken | None:
    kernel = _kernel()
    words, counts, letters, scores = common_words_in_python(sample) if kernel is None else kernel.common_words(sample)
    if words < (_MIN_WORDS if among is None else 3):
        return None
    for letter in letters.intersection(_BY_LETTER):
        languages = _BY_LETTER[letter]
        worth = _LETTER_WORTH * min(sample.count(letter), 10) / len(languages)
        for language in languages:
            scores[language] = scores.get(language, 0.0) + worth
    if among is not None:
        scores = {language: score for language, score in scores.items() if language in among}
    if not scores:
        return None
    best, name = max([(score, language) for language, score in scores.items()])
    hits = sum([count for word, count in counts.items() if name in _BY_WORD[word]])
    enough = hits >= max(_MIN_HITS, _MIN_SHARE * words)
    if not enough and among is None:
        return None
    alike = _like(name)
    second = max([score for other, score in scores.items() if other not in alike], default=0.0)
    margin = (best - second) / best
    return Spoken(name, round(min(0.99, margin * min(1.0, 0.5 + best / _ENOUGH)), 2))


@lru_cache(maxsize=128)
def _like(language: str) -> frozenset[str]:
    """The language, and those known here that a text hardly tells from it."""
    return frozenset([other for other in _WORDS if are_alike(language, other)])


def _script(sample: str) -> str | None:
    """The script of most letters, None for Latin."""
    if _OTHER_SCRIPT.search(sample) is None:
        return None
    counts: Counter[str] = Counter()
    letters = 0
    for char, count in Counter(sample).items():
        if char.isalpha():
            if char > "\u2fff":
                count *= _SYLLABLE
            letters += count
            if char > "\u036f":
                counts[_alphabet(char)] += count
    if not counts or counts.total() < _MIN_FOREIGN * letters:
        return None
    if counts["kana"] >= _MIN_KANA * letters:
        return "ja"
    script, _ = counts.most_common(1)[0]
    return {"kana": "ja", "han": "zh", "": None}.get(script, script)


@lru_cache(maxsize=4096)
def _alphabet(char: str) -> str:
    code = ord(char)
    return next((name for first, last, name in _ALPHABETS if first <= code <= last), "")
