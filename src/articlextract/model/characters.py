"""Classes of characters, by which features count what a text is made of."""

from __future__ import annotations

DIGIT, UPPER, LOWER, LETTER, UNSPACED, END, COMMA, SPACE, MONEY, SYMBOL = range(10)
CLASSES = 10
PLANE = 1 << 16  # characters beyond the basic plane are symbols
ALPHABETS = 0x3000  # below: what is written in letters, and punctuation

ENDS = ".!?。！？؟।…"
COMMAS = ",;:，、；：،؛"
CURRENCIES = "$¢£¤¥֏؋߾߿৲৳৻૱௹฿៛₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿⃀⃁꠸﷼﹩＄￠￡￥￦"
"""What Unicode 17 calls a currency symbol; a newer Python may know one more."""
UNSPACED_RANGES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))
"""First and last character of the scripts that write no spaces."""

_FIXED = {**dict.fromkeys(ENDS, END), **dict.fromkeys(COMMAS, COMMA)}


def class_of(char: str) -> int:
    """The class of one character of the basic plane.

    >>> class_of("a") == LOWER, class_of("€") == MONEY, class_of("।") == END
    (True, True, True)
    """
    if char in _FIXED:
        return _FIXED[char]
    if char.isalpha():
        if char.isupper():
            return UPPER
        if char.islower():
            return LOWER
        return UNSPACED if any(first <= ord(char) <= last for first, last in UNSPACED_RANGES) else LETTER
    if char.isdigit():
        return DIGIT
    if char.isspace():
        return SPACE
    return MONEY if char in CURRENCIES else SYMBOL
