"""The language of a text: by its script, else by its commonest small words."""

from __future__ import annotations

import re

_SAMPLE = 2000  # characters
_MIN_WORDS = 20  # of a text that small words can tell
_MIN_SHARE = 0.08  # of the words that must be the language's small ones
_MARGIN = 1.12  # times as many as the next language has

# A handful of the commonest words of each language, written with those that tell it from its neighbours.
_SMALL_WORDS = {
    "en": "the of and to in is that for it with was on as are this be by have not you at from",
    "de": "der die und das den von zu mit sich ist nicht ein auf für eine dem des im auch wird",
    "fr": "le la les des et est une dans pour que qui pas sur du au en il par plus ce",
    "es": "el la los de que y en las por con una para del se un es no al lo como",
    "it": "il di che la per una non sono del con gli della è le un dei nel alla da ha",
    "pt": "o de que não uma os para com em do da são é um as no na por mais foi",
    "nl": "de het een van en dat niet is op met voor zijn te die in aan er ook bij naar",
    "sv": "och att det som en på är av för inte med den till ett om har de var jag vi",
    "da": "og at det er en til på af ikke med for den der et har de som jeg han var",
    "nb": "og det er en til på av ikke med for som jeg har et at den de vi seg var",
    "fi": "ja on ei että se oli hän mutta kun ovat myös joka tai ole kuin niin sen",
    "pl": "w i na z nie się do to że jest o jak po za dla są od przez oraz",
    "cs": "a se v na je že s z to do i o jsou by pro si jako ale k",
    "sk": "a sa v na je že s z to do aj o sú by pre si ako ale k",
    "hu": "a az és hogy nem is egy van meg ez de csak volt el ki már mint",
    "ro": "și de a în la cu pe un nu care este din o mai sunt pentru se ce",
    "tr": "ve bir bu için de da ile olarak çok daha olan gibi ne ya sonra en",
    "id": "yang dan di dengan untuk ini dari pada tidak dalam itu akan juga ada oleh ke",
    "vi": "và của là có không cho một được trong các những với để người khi này",
    "ca": "el de i la que els amb per les una no un del és al com més",
    "hr": "i je u na se da su za koji od s kao o što ne nije bi ili",
    "et": "ja on ei et see oli ka kui mis aga oma ta või siis nii",
    "lt": "ir yra kad su į tai kaip iš bet buvo jo apie dar nuo po",
    "lv": "un ir ka no ar uz par tas bet lai kā arī pie pēc bija",
}
_BY_WORD: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, []).append(_language)

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", 0x3040, 0x30FF), ("ko", 0xAC00, 0xD7AF), ("zh", 0x4E00, 0x9FFF), ("th", 0x0E00, 0x0E7F),
    ("he", 0x0590, 0x05FF), ("el", 0x0370, 0x03FF), ("hi", 0x0900, 0x097F), ("bn", 0x0980, 0x09FF),
    ("ta", 0x0B80, 0x0BFF), ("ka", 0x10A0, 0x10FF), ("hy", 0x0530, 0x058F), ("ar", 0x0600, 0x06FF),
    ("ru", 0x0400, 0x04FF),
)  # fmt: skip
_MIN_SCRIPT = 0.3  # share of the letters
_MIN_KANA = 0.08  # of the letters of Japanese; the rest may be Chinese characters


def language_of(text: str) -> tuple[str, float] | None:
    """A BCP 47 code and how sure it is, or None where a text is too short or like no language known here.

    >>> language_of("Das Boot ist nicht im Hafen, und der Sturm kommt mit der Nacht auf die Insel zu, die den Fischern "
    ...             "von der Küste eine Heimat ist, auch für ein Jahr.")[0]
    'de'
    >>> language_of("海に出た船はまだ戻らない。")[0]
    'ja'
    """
    sample = text[:_SAMPLE]
    by_script = _by_script(sample)
    if by_script is not None:
        return by_script
    words = _WORD.findall(sample.casefold())
    if len(words) < _MIN_WORDS:
        return None
    counts: dict[str, int] = {}
    for word in words:
        for language in _BY_WORD.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _MIN_SHARE * len(words):
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    if ranked[0][1] < _MARGIN * second:
        return None
    return ranked[0][0], min(0.95, 0.5 + (ranked[0][1] - second) / ranked[0][1] / 2)


def _by_script(sample: str) -> tuple[str, float] | None:
    foreign = [ord(char) for char in sample if char > "\u036f" and char.isalpha()]
    letters = sum(map(str.isalpha, sample))
    if not foreign or len(foreign) < _MIN_SCRIPT * letters:
        return None
    shares = {name: sum(first <= code <= last for code in foreign) / letters for name, first, last in _SCRIPTS}
    if shares["ja"] >= _MIN_KANA:
        return "ja", 0.95
    name = max(shares, key=lambda script: shares[script])
    if shares[name] < _MIN_SCRIPT:
        return None
    return _within_script(name, sample), 0.9


def _within_script(name: str, sample: str) -> str:
    """Languages that share a script, by letters that only some of them have."""
    if name == "ar":
        return "fa" if any(char in sample for char in "پچژگ") else "ar"
    if name == "ru":
        for language, letters in (("uk", "їєґі"), ("sr", "ђћџљњ"), ("ru", "ыэё"), ("bg", "ъ")):
            if any(char in sample for char in letters):
                return language
    return name
