"""The compiled first look at lines against that of Python."""

from __future__ import annotations

import pytest
from twins import flat_texts, twin

from articlextract.blocks.lines import cut_lines
from articlextract.filters._text_looks import looks_in_python

TEXTS = flat_texts()
LINES = """FacebookFacebookTwitterTwitter|facebookfacebook|Face book Twitter Email|Share|share this on facebook|by|B
Ad|ab cabc|abcabc|aaaaaaaaa|© 2024 The Lamp|The Lamp ©|(c) 2024|All Rights Reserved|ALL RIGHTS RESERVED.
all rights reserveD|TOUS DROITS RÉSERVÉS|TODOS OS DIREITOS RESERVADOS|İstanbul|ẞ|12 likes|★★★★
About the author|ABOUT THE AUTHOR:|3 Comments|Related posts|Was this helpful?|Skip to content
Читайте также|関連記事|🙂|a\0b|\ud800"""


@pytest.mark.parametrize("name", TEXTS)
def test_looks_are_those_of_python(name: str) -> None:
    kernel, texts = twin("filters._lines_kernel"), cut_lines(TEXTS[name]).texts
    if kernel is not None:
        assert kernel.looks(texts) == tuple(looks_in_python(texts))


def test_made_up_lines_look_as_in_python() -> None:
    kernel = twin("filters._lines_kernel")
    texts = tuple(LINES.replace("\n", "|").split("|"))
    texts += tuple(f"{text} {tail}".strip() for text in texts for tail in ("of the day", "x" * 60, "x" * 300))
    if kernel is not None:
        assert kernel.looks(texts) == tuple(looks_in_python(texts))
        assert kernel.looks(texts) == tuple(looks_in_python(texts))  # from what it has kept
