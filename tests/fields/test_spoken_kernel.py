"""The compiled count of common words against that of Python."""

from __future__ import annotations

import random

from twins import flat_texts, twin

from articlextract.fields._spoken import _BY_WORD, common_words_in_python

CHARS = "abcdeéœ ’'-_4٤\u00a0\u2028\u3000\0।،؛؟海の\U0001d49c\n."


def test_the_same_words_are_common() -> None:
    kernel, dice = twin("fields._spoken_kernel"), random.Random(4)
    words = [*_BY_WORD, "harbour", "x" * 40]
    made = ("".join(dice.choice([*CHARS, dice.choice(words), " "]) for _ in range(80)) for _ in range(2000))
    plain = (" ".join(dice.choice(words) for _ in range(80)) for _ in range(500))
    for text in [*(text[:5000] for text in flat_texts().values()), *made, *plain] if kernel else ():
        sample = text.casefold()
        assert kernel.common_words(sample) == common_words_in_python(sample), repr(sample[:200])
