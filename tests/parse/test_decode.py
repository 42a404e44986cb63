"""Charsets: declared, lying, mixed, missing. The text must come out right, or miss one character."""

from __future__ import annotations

import codecs

import pytest

from articlextract.parse.decode import meta_label, to_utf8

RUSSIAN = "Вечером паром вернулся к пристани, и мальчик первым спрыгнул на доски."
GREEK = "Το καράβι γύρισε το βράδυ και το παιδί πήδηξε πρώτο στην προβλήτα."
POLISH = "Wieczorem łódź wróciła do przystani, a chłopiec pierwszy zeskoczył na deski."
FRENCH = "Le bac est rentré à la nuit tombée, et l’enfant a sauté le premier — déjà prêt."
TURKISH = "Akşam tekne iskeleye döndü, çocuk tahtalara ilk atlayan oldu, ağlar ıslaktı."
HEBREW = "בערב חזרה המעבורת אל המזח והילד קפץ ראשון."
ARABIC = "عادت العبارة في المساء إلى الرصيف وقفز الولد أولا."
THAI = "ตอนเย็นเรือกลับมาถึงท่า เด็กชายกระโดดลงเป็นคนแรก"
JAPANESE = "夕方、渡し船が桟橋に戻ると、少年が真っ先に飛び降りた。①番と㈱の札。"
JAPANESE_PLAIN = "夕方、渡し船が桟橋に戻ると、少年が真っ先に飛び降りた。"
KOREAN = "저녁에 나룻배가 선착장으로 돌아오자 소년이 먼저 뛰어내렸다. 똠방각하 펲시."
CHINESE = "傍晚渡船回到码头,男孩第一个跳上木板。朱镕基,䶮,€。"
CHINESE_TRADITIONAL = "傍晚渡船回到碼頭,男孩第一個跳上木板。"

# (text, codec that the bytes are in, label that the page states)
DECLARED = [
    (RUSSIAN, "cp1251", "windows-1251"),
    (RUSSIAN, "cp1251", "CP1251"),
    (RUSSIAN, "koi8_r", "KOI8-R"),
    (RUSSIAN, "iso8859_5", "iso-8859-5"),
    (RUSSIAN, "cp866", "ibm866"),
    (RUSSIAN, "mac_cyrillic", "x-mac-cyrillic"),
    (GREEK, "cp1253", "windows-1253"),
    (GREEK, "iso8859_7", "iso-8859-7"),
    (POLISH, "cp1250", "windows-1250"),
    (POLISH, "iso8859_2", "ISO-8859-2"),
    (POLISH, "iso8859_2", "latin2"),
    (FRENCH, "cp1252", "windows-1252"),
    (FRENCH, "cp1252", "iso-8859-1"),  # the dash and the apostrophe are not in ISO-8859-1
    (FRENCH, "cp1252", "latin1"),
    (FRENCH, "cp1252", "us-ascii"),
    (FRENCH.replace("’", "'").replace("—", "-"), "iso8859_15", "iso-8859-15"),
    (FRENCH, "mac_roman", "macintosh"),
    (TURKISH, "cp1254", "windows-1254"),
    (TURKISH, "cp1254", "iso-8859-9"),
    (HEBREW, "cp1255", "windows-1255"),
    (HEBREW, "iso8859_8", "iso-8859-8-i"),
    (ARABIC, "cp1256", "windows-1256"),
    (ARABIC, "iso8859_6", "iso-8859-6"),
    (THAI, "cp874", "tis-620"),
    (THAI, "cp874", "windows-874"),
    (JAPANESE, "cp932", "Shift_JIS"),  # the circled number is not in plain Shift_JIS
    (JAPANESE, "cp932", "x-sjis"),
    (JAPANESE, "cp932", "windows-31j"),
    (JAPANESE, "euc_jis_2004", "EUC-JP"),
    (JAPANESE_PLAIN, "iso2022_jp", "iso-2022-jp"),
    (KOREAN, "cp949", "euc-kr"),  # two of its syllables are only in CP949
    (KOREAN, "cp949", "ks_c_5601-1987"),
    (KOREAN, "cp949", "windows-949"),
    (CHINESE, "gb18030", "gb2312"),
    (CHINESE, "gb18030", "GBK"),
    (CHINESE, "gb18030", "gb18030"),
    (CHINESE_TRADITIONAL, "big5", "Big5"),
    (CHINESE_TRADITIONAL, "big5hkscs", "big5-hkscs"),
]

LIES = ["iso-8859-1", "windows-1252", "windows-1251", "gb2312", "Shift_JIS", "euc-kr", "big5", "utf-16", "koi8-r", "x"]


def page(text: str, label: str | None = None) -> str:
    meta = f'<meta charset="{label}">' if label else ""
    return f"<!doctype html><html><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>"


def read(data: bytes, content_type: str | None = None) -> str:
    return to_utf8(data, content_type).data.decode("utf-8")


@pytest.mark.parametrize(("text", "codec", "label"), DECLARED)
def test_a_meta_charset_is_followed(text: str, codec: str, label: str) -> None:
    assert text in read(page(text, label).encode(codec))


@pytest.mark.parametrize(("text", "codec", "label"), DECLARED)
def test_a_header_charset_is_followed(text: str, codec: str, label: str) -> None:
    assert text in read(page(text).encode(codec), f'text/html; charset="{label}"')


@pytest.mark.parametrize("label", LIES)
@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, CHINESE, KOREAN])
def test_utf8_under_a_false_label_is_utf8(text: str, label: str) -> None:
    data = page(text, label).encode()
    assert to_utf8(data, f"text/html; charset={label}") == (data, "utf-8")


@pytest.mark.parametrize(
    ("text", "codec"),
    [(RUSSIAN, "cp1251"), (FRENCH, "cp1252"), (JAPANESE, "cp932"), (KOREAN, "cp949"), (CHINESE, "gb18030")],
)
def test_a_false_utf8_label_gives_way(text: str, codec: str) -> None:
    sentences = text * 5
    assert sentences in read(page(sentences, "utf-8").encode(codec), "text/html; charset=utf-8")


def test_a_false_header_gives_way_to_a_true_meta() -> None:
    assert KOREAN in read(page(KOREAN, "euc-kr").encode("cp949"), "text/html; charset=utf-8")


def test_the_header_goes_before_meta() -> None:
    assert RUSSIAN in read(page(RUSSIAN, "koi8-r").encode("cp1251"), "text/html; charset=windows-1251")


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_goes_before_the_header(bom: bytes, codec: str) -> None:
    decoded = to_utf8(bom + page(GREEK, "koi8-r").encode(codec), "text/html; charset=windows-1251")
    assert decoded.data.decode() == page(GREEK, "koi8-r")
    assert decoded.encoding == codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("content_type", [None, "text/html", "text/html; charset=utf-16"])
def test_utf16_without_a_mark(codec: str, content_type: str | None) -> None:
    assert read(page(POLISH).encode(codec), content_type) == page(POLISH)


@pytest.mark.parametrize("label", ["utf-16", "utf-16le", "UTF-16BE", "ucs-2", "unicode"])
def test_a_page_that_calls_itself_utf16_in_plain_bytes_is_not(label: str) -> None:
    assert POLISH in read(page(POLISH, label).encode())
    assert read(b"<p>caf\xc3\xa9 \xff</p>", f"text/html; charset={label}") == "<p>café \ufffd</p>"


@pytest.mark.parametrize("label", ["idna", "rot13", "hex", "base64", "punycode", "cp037", "undefined", "", '"', "💥"])
def test_labels_that_are_no_charset_are_ignored(label: str) -> None:
    assert RUSSIAN in read(page(RUSSIAN, "windows-1251").encode("cp1251"), f"text/html; charset={label}")


@pytest.mark.parametrize("byte", [b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"])
def test_a_byte_that_windows_1252_does_not_know_costs_one_character(byte: bytes) -> None:
    data = page("café X noir", "windows-1252").encode("cp1252").replace(b"X", byte)
    assert "<p>café \ufffd noir</p></body></html>" in read(data)


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (CHINESE, "gb18030", "gb2312"),
        (JAPANESE, "cp932", "shift_jis"),
        (KOREAN, "cp949", "euc-kr"),
        (GREEK, "utf-8", "utf-8"),
    ],
)
@pytest.mark.parametrize("bad", [b"\xff", b"\x80\xff"])
def test_bad_bytes_cost_no_more_than_themselves(text: str, codec: str, label: str, bad: bytes) -> None:
    data = page(text, label).encode(codec).replace(b"<p>", b"<p>" + bad + b"</p><p>")
    assert read(data).endswith(f"</p><p>{text}</p></body></html>")


def test_one_bad_byte_in_much_utf8_does_not_make_it_something_else() -> None:
    text = "Straße über Brücken; " * 2_000
    decoded = to_utf8(page(text).encode() + b"\xe9")
    assert decoded.encoding == "utf-8"
    assert text in decoded.data.decode()


def test_utf8_with_few_accents_and_one_bad_byte_stays_utf8() -> None:
    assert read("<p>naïve café, fin".encode() + b"\xe2\x80</p>") == "<p>naïve café, fin\ufffd</p>"


def test_surrogates_in_utf8_are_replaced() -> None:
    read("<p>é\ud800</p>".encode("utf-8", "surrogatepass")).encode("utf-8")


def test_nul_bytes_are_dropped() -> None:
    assert to_utf8(b"<p>a\0b</p>").data == b"<p>ab</p>"
    assert read("<p>é\0b</p>".encode()) == "<p>éb</p>"


def test_plain_ascii_passes_untouched() -> None:
    data = b"<p>nothing to decode</p>"
    assert to_utf8(data, "text/html; charset=windows-1251").data is data


def test_nothing_stays_nothing() -> None:
    assert to_utf8(b"").data == b""


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b"<meta charset=koi8-r>", "koi8-r"),
        (b"<META CHARSET='koi8-r' >", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset = koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b"<!-- <meta charset=big5> --><meta charset=koi8-r>", "koi8-r"),
        (b"<!-- never ends <meta charset=big5>", None),
        (b'<meta name="charset" content="none"><p charset=big5>', None),
        (b" " * 15_000 + b"<meta charset=koi8-r>", "koi8-r"),
    ],
)
def test_where_a_page_states_its_charset(head: bytes, label: str | None) -> None:
    assert meta_label(head) == label


@pytest.mark.parametrize("before", range(16_378, 16_388))
def test_utf8_is_known_wherever_a_character_falls(before: int) -> None:
    text = "a" * before + "🙂é" + "b" * before + "海"
    assert to_utf8(text.encode()) == (text.encode(), "utf-8")
    assert to_utf8(text.encode() + b"\xe6\xb5").data.decode() == text + "\ufffd"
