"""Pages whose charset is stated rightly, wrongly, twice or not at all.

`exact`: the story comes out as it was written. Otherwise the ASCII around it does, and nothing worse than wrong letters
happens: a label that fits the bytes is believed, as browsers do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

BEFORE = "The first line is plain ASCII and has to come out whatever happens to the letters after it."
AFTER = "The last line is plain ASCII too and has to come out, or a page was lost for one bad byte."

# label as pages write it, Python's codec, text in it
LANGUAGES: tuple[tuple[str, str, str], ...] = (
    ("utf-8", "utf-8", "Größere Fähren für Århus, ночной прилив, 潮が満ちる"),
    ("windows-1252", "cp1252", "Größere Fähren – “für Århus” – kosten 5 €"),
    ("iso-8859-1", "latin-1", "Größere Fähren für Århus kosten Geld"),
    ("iso-8859-2", "iso8859-2", "Łódź płynie przez całą noc, żeglarze śpią"),
    ("windows-1250", "cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
    ("iso-8859-15", "iso8859-15", "Les bœufs coûtent 5 € à la fête"),
    ("windows-1251", "cp1251", "Море ушло в полдень и вернулось в шесть часов вечера"),
    ("koi8-r", "koi8-r", "Море ушло в полдень и вернулось в шесть часов вечера"),
    ("koi8-u", "koi8-u", "Море пішло опівдні і повернулося о шостій годині"),
    ("iso-8859-5", "iso8859-5", "Море ушло в полдень и вернулось в шесть"),
    ("windows-1253", "cp1253", "Η θάλασσα έφυγε το μεσημέρι και γύρισε στις έξι"),
    ("iso-8859-7", "iso8859-7", "Η θάλασσα έφυγε το μεσημέρι και γύρισε"),
    ("windows-1254", "cp1254", "Deniz öğlen çekildi ve altıda geri döndü, şimdi ığdır"),
    ("windows-1255", "cp1255", "הים נסוג בצהריים וחזר בשש בערב"),
    ("windows-1256", "cp1256", "انحسر البحر ظهرا وعاد في السادسة مساء"),
    ("windows-1257", "cp1257", "Jūra atsitraukė vidurdienį ir grįžo šeštą"),
    ("windows-1258", "cp1258", "Thuy triêu rút"),
    ("tis-620", "cp874", "น้ำทะเลลดลงตอนเที่ยงและกลับมาตอนหกโมงเย็น"),
    ("shift_jis", "cp932", "正午に潮が引き、六時に戻ってきた。①②㈱"),
    ("euc-jp", "euc-jp", "正午に潮が引き、六時に戻ってきた。"),
    ("iso-2022-jp", "iso2022_jp", "正午に潮が引き、六時に戻ってきた。"),
    ("gb2312", "gb18030", "中午海水退去，六点又回来了，朱镕基说"),
    ("gbk", "gbk", "中午海水退去，六點又回來了"),
    ("gb18030", "gb18030", "中午海水退去，六点又回来了，㐀"),
    ("big5", "big5", "中午海水退去，六點又回來了，漁船都站了起來"),
    ("euc-kr", "cp949", "정오에 바닷물이 빠졌다가 여섯 시에 돌아왔다 똠방각하"),
)
WRONG = (
    "iso-8859-1",
    "shift_jis",
    "gb18030",
    "euc-kr",
    "koi8-r",
    "utf-16",
    "iso-2022-jp",
    "no-such",
    "rot13",
    "hex",
    "",
)


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes
    header: str | None
    text: str
    exact: bool


def page(text: str, codec: str, meta: str = "") -> bytes:
    """The text often enough for a story, between the two lines of ASCII."""
    head = f"<!doctype html><title>Tides</title>{meta}<h1>Tides</h1><p>{BEFORE} {BEFORE}</p>"
    return (head + f"<p>{text}. {text}. {text}.</p>" * 3 + f"<p>{AFTER} {AFTER}</p>").encode(codec)


def _meta(label: str) -> str:
    return f'<meta charset="{label}">'


def cases() -> Iterator[Case]:
    for label, codec, text in LANGUAGES:
        yield Case(f"{label}, by header", page(text, codec), label, text, True)
        yield Case(f"{label}, by meta", page(text, codec, _meta(label)), None, text, True)
        yield Case(f"{label}, not stated", page(text, codec), None, text, codec == "utf-8")
        # iso-2022-jp keeps its state in seven bits: a bad byte there is one bad character too
        broken = page(text, codec, _meta(label)).replace(b"</h1>", b"\xff\x81</h1>")
        yield Case(f"{label}, two bytes that are none", broken, label, text, codec != "utf-8")
    utf8 = LANGUAGES[0][2]
    for wrong in WRONG:
        yield Case(f"utf-8 called {wrong or 'nothing'} by header", page(utf8, "utf-8"), wrong, utf8, True)
        yield Case(f"utf-8 called {wrong or 'nothing'} by meta", page(utf8, "utf-8", _meta(wrong)), None, utf8, True)
    for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"):
        bom = "\ufeff".encode(codec)
        yield Case(f"{codec} with BOM, called koi8-r", bom + page(utf8, codec), "koi8-r", utf8, True)
    for codec in ("utf-16-le", "utf-16-be"):
        yield Case(f"{codec} bare", page(utf8, codec), None, utf8, True)
    yield Case(
        "header against meta, header right",
        page(LANGUAGES[6][2], "cp1251", _meta("utf-8")),
        "windows-1251",
        LANGUAGES[6][2],
        True,
    )
    yield Case(
        "header against meta, meta right",
        page(LANGUAGES[6][2], "cp1251", _meta("windows-1251")),
        "utf-8",
        LANGUAGES[6][2],
        True,
    )
    yield Case("NULs between letters", page(utf8, "utf-8").replace(b"e", b"\0e"), None, utf8, True)
    yield Case("surrogates in UTF-8", page(utf8, "utf-8").replace(b"</h1>", b"\xed\xa0\x80</h1>"), None, utf8, True)
    yield Case("overlong UTF-8", page(utf8, "utf-8").replace(b"</h1>", b"\xc0\xaf</h1>"), None, utf8, True)
    yield Case("utf-7", page("+AGE-+ADw-script+AD4-", "ascii", _meta("utf-7")), "utf-7", "+AGE-+ADw-script+AD4-", True)
    yield Case("half in Latin-1", page(utf8, "utf-8") + "für Århus".encode("latin-1"), None, utf8, False)
    yield Case("a label of 5,000 letters", page(utf8, "utf-8", _meta("x" * 5_000)), "y" * 5_000, utf8, True)
