"""Charsets that nobody states."""

from __future__ import annotations

import pytest

from articlextract.parse.decode import to_utf8
from articlextract.parse.detect import detect

RUSSIAN = (
    "Вечером паром вернулся к пристани, и мальчик первым спрыгнул на доски. Отец бросил ему канат, "
    "и вдвоём они быстро привязали лодку, пока ветер не успел отнести её обратно на середину реки."
)
GERMAN = (
    "Am Abend kam die Fähre zurück, und der Junge sprang als Erster auf die Bohlen. Der Vater warf ihm das "
    "große Tau zu, und über dem Fluß standen schon die Sterne. „Müde?“, fragte er, und der Junge schüttelte den Kopf."
)
SPANISH = (
    "Al anochecer volvió la barca y el niño saltó el primero. Su padre le lanzó el cabo; mañana habría más "
    "viento, dijo, y la señora del muelle asintió. ¿Quién iba a cruzar el río después de las ocho?"
)
HUNGARIAN = (
    "Este visszatért a komp, és a fiú ugrott le elsőként a deszkákra. Az apja odadobta neki a kötelet, és ők "
    "ketten gyorsan kikötötték a csónakot, mielőtt a szél elvihette volna. Fűzfák hajoltak a víz fölé."
)
TURKISH = (
    "Akşam tekne iskeleye döndü, çocuk tahtalara ilk atlayan oldu. Babası ona halatı fırlattı; rüzgâr onları "
    "ırmağın ortasına sürüklemeden kayığı birlikte bağladılar. Ağlar ıslaktı, gökyüzü ise yıldızlarla doluydu."
)
JAPANESE = (
    "夕方、渡し船が桟橋に戻ると、少年が真っ先に飛び降りた。父親が綱を投げてよこし、"
    "風が船を川の真ん中へ押し戻す前に、二人で手早くもやい綱を結んだ。"
)
KOREAN = (
    "저녁에 나룻배가 선착장으로 돌아오자 소년이 먼저 뛰어내렸다. 아버지가 밧줄을 던져 주었고, "
    "바람이 배를 강 한가운데로 밀어내기 전에 두 사람은 서둘러 배를 묶었다."
)
CHINESE = (
    "傍晚渡船回到码头,男孩第一个跳上木板。父亲把缆绳扔给他,趁风还没有把船吹回河中央,"
    "两个人很快就把船系好了。河对岸的灯一盏一盏地亮了起来。"
)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GERMAN, "cp1252"),
        (SPANISH, "cp1252"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jis_2004"),
        (KOREAN, "cp949"),
        (CHINESE, "gb18030"),
    ],
)
def test_undeclared(text: str, codec: str) -> None:
    data = f"<html><body><p>{text}</p></body></html>".encode(codec)
    assert text in to_utf8(data).data.decode()


@pytest.mark.parametrize(
    ("text", "codec", "language"),
    [(HUNGARIAN, "iso8859_2", "hu"), (HUNGARIAN, "cp1250", "hu-HU"), (TURKISH, "cp1254", "tr")],
)
def test_the_language_decides_among_latin_charsets(text: str, codec: str, language: str) -> None:
    data = f'<html class="x" lang="{language}"><body><p>{text}</p></body></html>'.encode(codec)
    assert text in to_utf8(data).data.decode()


def test_undeclared_iso_2022_jp() -> None:
    assert JAPANESE in to_utf8(f"<p>{JAPANESE}</p>".encode("iso2022_jp")).data.decode()


def test_english_apostrophes_are_not_hangul() -> None:
    assert detect("<p>It’s the ferryman’s, not the boy’s, that’s what she’s said.</p>".encode("cp1252")) == "cp1252"


def test_noise_has_some_answer() -> None:
    assert detect(bytes(range(128, 256)) * 50)
    assert detect(b"") == "cp1252"


def test_only_a_sample_is_looked_at() -> None:
    data = b"<p>" + RUSSIAN.encode("cp1251") * 200 + b"</p>"
    assert detect(data) == detect(data * 20) == "cp1251"
