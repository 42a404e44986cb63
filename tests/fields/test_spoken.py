"""The language of a text."""

from __future__ import annotations

import pytest

from articlextract.fields._spoken import are_alike, language_of

TEXTS = {
    "en": "The harbour master of Osk counted nine boats before noon, and none of them had any fish in its nets.",
    "de": "Der Hafenmeister von Osk zählte vor dem Mittag neun Boote, und keines von ihnen hatte Fisch in den Netzen.",
    "fr": "Le maître du port a compté neuf bateaux avant midi, et "
    "aucun d'entre eux n'avait de poisson dans les filets.",
    "es": "El capitán del puerto contó nueve barcos antes del mediodía, y ninguno de ellos tenía peces en las redes.",
    "it": "Il capitano del porto ha contato nove barche prima di mezzogiorno, "
    "e nessuna di loro aveva pesce nelle reti.",
    "pt": "O capitão do porto contou nove barcos antes do meio-dia, "
    "e nenhum deles tinha peixe nas redes, como não é raro.",
    "nl": "De havenmeester telde voor de middag negen boten, en geen van hen had vis in het net, zoals hij het zegt.",
    "sv": "Hamnmästaren räknade nio båtar före middagen, och ingen "
    "av dem hade fisk i näten som det var sagt att de har.",
    "da": "Havnefogeden talte ni både før middag, og ingen af dem "
    "havde fisk i nettene, som det ikke er sjældent at se.",
    "nb": "Havnesjefen telte ni båter før middag, og ingen av dem hadde fisk i garnet, slik det ikke er uvanlig å se.",
    "fi": "Satamakapteeni laski yhdeksän venettä ennen puoltapäivää, "
    "ja se oli myös niin että verkot olivat tyhjät, ei kalaa.",
    "pl": "Kapitan portu naliczył dziewięć łodzi przed południem i żadna "
    "z nich nie miała ryb w sieci, jak to jest o tej porze.",
    "cs": "Přístavní mistr napočítal před polednem devět lodí a žádná "
    "z nich neměla v síti ryby, jak je to v té době obvyklé.",
    "hu": "A kikötőmester kilenc hajót számolt meg dél előtt, és egyikben "
    "sem volt hal, ahogy az már nem is ritka ez idő tájt.",
    "ro": "Căpitanul portului a numărat nouă bărci înainte de amiază și niciuna nu avea pește în plase, după cum este.",
    "tr": "Liman başkanı öğleden önce dokuz tekne saydı ve hiçbirinde balık yoktu; bu da çok sık olan bir şey değil.",
    "id": "Kepala pelabuhan itu menghitung sembilan perahu sebelum siang, dan tidak ada ikan di dalam jaring yang ada.",
    "vi": "Người quản lý cảng đã đếm được chín chiếc thuyền trước buổi trưa và không có cá trong lưới của họ.",
    "sw": "Mkuu wa bandari alihesabu mashua tisa kabla ya saa sita "
    "na hakuna samaki katika nyavu za watu wa kijiji hicho.",
    "ru": "Начальник порта насчитал до полудня девять лодок, и ни в одной из них не было рыбы, как он это сказал.",
    "uk": "Начальник порту нарахував до полудня дев'ять човнів, і в жодному з них не було риби, як він це сказав.",
    "bg": "Началникът на пристанището преброи девет лодки преди обяд и в нито една от тях не е имало риба, каза той.",
    "el": "Ο λιμενάρχης μέτρησε εννέα βάρκες πριν από το μεσημέρι και καμία δεν είχε ψάρια στα δίχτυα.",
    "ar": "أحصى مدير الميناء تسعة قوارب قبل الظهر، ولم يكن في أي منها سمك في الشباك، كما قال في هذا اليوم.",
    "fa": "رئیس بندر پیش از ظهر نه قایق را شمرد و در هیچ یک از آن ها ماهی نبود، این را خود او گفت.",
    "he": "מנהל הנמל ספר תשע סירות לפני הצהריים, ובאף אחת מהן לא היו דגים ברשתות.",
    "hi": "बंदरगाह के प्रमुख ने दोपहर से पहले नौ नावें गिनीं और उनमें से किसी में भी मछली नहीं थी।",
    "th": "หัวหน้าท่าเรือนับเรือได้เก้าลำก่อนเที่ยง และไม่มีปลาในอวนเลย",
    "ja": "港長は正午までに九隻の船を数えたが、どの網にも魚は入っていなかった。",
    "zh": "港长在中午之前数了九条船，没有一条船的网里有鱼。",
    "ko": "항만장은 정오 전에 배 아홉 척을 세었지만 그물에는 물고기가 없었다.",
    "ka": "ნავსადგურის უფროსმა შუადღემდე ცხრა ნავი დათვალა და არცერთში თევზი არ იყო.",
    "bn": "বন্দরের প্রধান দুপুরের আগে নয়টি নৌকা গুনলেন, কোনোটিতেই মাছ ছিল না।",
    "ta": "துறைமுகத் தலைவர் மதியத்திற்கு முன் ஒன்பது படகுகளை எண்ணினார்.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_language_of_two_lines(language: str) -> None:
    spoken = language_of(TEXTS[language])
    assert spoken is not None
    assert are_alike(spoken.language, language)
    assert spoken.confidence > 0.2


@pytest.mark.parametrize(
    "text", ["", "Osk", "12 345 67", "SKU 4711-A XL Nikon Z5II 24-105mm f/4-7.1 USB-C Pro Max", "x" * 5000]
)
def test_what_tells_no_language(text: str) -> None:
    assert language_of(text) is None


def test_foreign_names_do_not_make_the_language() -> None:
    spoken = language_of(TEXTS["en"] + " He spoke with Мария Петрова and 林知远, who were on the quay at that time.")
    assert spoken is not None
    assert spoken.language == "en"
