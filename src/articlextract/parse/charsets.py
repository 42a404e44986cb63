"""Charset labels, as pages and servers write them, to the codec that reads all that such pages hold.

The families follow the labels of the WHATWG Encoding Standard, each mapped to the widest Python codec
of its family: what calls itself gb2312 is often GB18030, iso-8859-1 is Windows-1252, and so on. Codecs that
are no text encodings (idna, rot13, hex) and EBCDIC are simply not in the table.
"""

from __future__ import annotations

import re

UTF8 = "utf-8"

# codec -> labels with everything but letters and digits removed ("ISO_8859-1:1987" -> "iso885911987")
_LABELS: dict[str, str] = {
    UTF8: "utf8 unicode11utf8 unicode20utf8 xunicode20utf8",
    "cp1252": "windows1252 cp1252 xcp1252 iso88591 iso885911987 isoir100 latin1 l1 cp819 ibm819 csisolatin1"
    " ascii usascii ansix341968 iso646us ansi xuserdefined",
    "cp1250": "windows1250 cp1250 xcp1250",
    "cp1251": "windows1251 cp1251 xcp1251 win1251",
    "cp1253": "windows1253 cp1253 xcp1253",
    "cp1254": "windows1254 cp1254 xcp1254 iso88599 iso885991989 isoir148 latin5 l5 csisolatin5",
    "cp1255": "windows1255 cp1255 xcp1255",
    "cp1256": "windows1256 cp1256 xcp1256",
    "cp1257": "windows1257 cp1257 xcp1257",
    "cp1258": "windows1258 cp1258 xcp1258",
    "cp866": "ibm866 cp866 866 csibm866",
    "cp874": "windows874 cp874 dos874 iso885911 tis620",
    "iso8859_2": "iso88592 iso885921987 isoir101 latin2 l2 csisolatin2",
    "iso8859_3": "iso88593 iso885931988 isoir109 latin3 l3 csisolatin3",
    "iso8859_4": "iso88594 iso885941988 isoir110 latin4 l4 csisolatin4",
    "iso8859_5": "iso88595 iso885951988 isoir144 cyrillic csisolatincyrillic",
    "iso8859_6": "iso88596 iso885961987 isoir127 arabic ecma114 asmo708 iso88596e iso88596i csisolatinarabic",
    "iso8859_7": "iso88597 iso885971987 isoir126 greek greek8 ecma118 elot928 suneugreek csisolatingreek",
    "iso8859_8": "iso88598 iso885981988 isoir138 hebrew visual logical iso88598e iso88598i csisolatinhebrew",
    "iso8859_10": "iso885910 isoir157 latin6 l6 csisolatin6",
    "iso8859_13": "iso885913",
    "iso8859_14": "iso885914",
    "iso8859_15": "iso885915 latin9 l9 csisolatin9",
    "iso8859_16": "iso885916",
    "koi8_r": "koi8r koi8 koi cskoi8r",
    "koi8_u": "koi8u koi8ru",
    "mac_roman": "macintosh mac xmacroman csmacintosh macroman",
    "mac_cyrillic": "xmaccyrillic xmacukrainian maccyrillic",
    "gb18030": "gb18030 gbk xgbk gb2312 gb231280 cp936 windows936 chinese csgb2312 csiso58gb231280 isoir58 euccn",
    "big5hkscs": "big5 big5hkscs cnbig5 xxbig5 csbig5 cp950",
    "cp932": "shiftjis sjis xsjis mskanji ms932 windows31j cp932 csshiftjis csshiftjis",
    "euc_jis_2004": "eucjp xeucjp cseucpkdfmtjapanese",
    "iso2022_jp_ext": "iso2022jp csiso2022jp",
    "cp949": "euckr cseuckr ksc56011987 ksc56011989 ksc5601 korean windows949 cp949 uhc isoir149 csksc56011987",
    "utf-16-le": "utf16 utf16le unicode ucs2 iso10646ucs2 csunicode unicodefeff",
    "utf-16-be": "utf16be unicodefffe",
    "hz": "hzgb2312",
    "iso2022_kr": "iso2022kr csiso2022kr",
}

_CODECS: dict[str, str] = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}

# The names of the standard, for the record of the page; the others are told with their codec's name.
_NAMES = {
    "big5hkscs": "big5",
    "cp866": "ibm866",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "euc_jis_2004": "euc-jp",
    "iso2022_jp_ext": "iso-2022-jp",
    "mac_roman": "macintosh",
    "mac_cyrillic": "x-mac-cyrillic",
}

_NOT_LABEL = re.compile(r"[^a-z0-9]+")
_LONGEST_LABEL = 40


def codec_for(label: str | None) -> str | None:
    """The codec for a label, None for one that names no text encoding.

    >>> codec_for(" GB2312 "), codec_for("ISO_8859-1:1987"), codec_for("x-sjis")
    ('gb18030', 'cp1252', 'cp932')
    >>> codec_for("rot13"), codec_for("idna"), codec_for(None)
    (None, None, None)
    """
    if not label:
        return None
    return _CODECS.get(_NOT_LABEL.sub("", label[:_LONGEST_LABEL].lower()))


def name_of(codec: str) -> str:
    """The name of a codec in the standard's spelling.

    >>> name_of("cp1251"), name_of("iso8859_2"), name_of("koi8_r"), name_of("cp932")
    ('windows-1251', 'iso-8859-2', 'koi8-r', 'shift_jis')
    """
    if codec in _NAMES:
        return _NAMES[codec]
    if codec.startswith(("cp125", "cp874")):
        return "windows-" + codec[2:]
    return codec.replace("iso8859_", "iso-8859-").replace("_", "-")
