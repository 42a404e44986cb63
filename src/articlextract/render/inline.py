"""Spans -> inline Markdown that reads back as the same words, whatever characters they hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..article import Mark, Span
from .flat import Atom, read_atoms, runs

_LINK_STARTS = ("http://", "https://", "mailto:", "tel:", "ftp://")
_MARKERS = {Mark.STRONG: ("**", "__"), Mark.EMPHASIS: ("*", "_"), Mark.DELETED: ("~~",)}
_ORDER = (Mark.STRONG, Mark.EMPHASIS, Mark.DELETED)  # the outermost first
_HTML = {Mark.SUBSCRIPT: "sub", Mark.SUPERSCRIPT: "sup"}  # what Markdown has no mark for, yet every reader knows
_RAW = (Mark.MATH, Mark.NOTE)  # written as they are
_KEPT = (*_ORDER, *_HTML, Mark.CODE, *_RAW)
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

# Characters that mean something wherever they stand; `_` between letters, `<` before a blank and a lone `&` do not.
_SPECIAL = re.compile(r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)")
_SPECIAL_AT_END = re.compile(r"<$|&(?=#?\w{0,32}$)")  # with what another span goes on with
_MATH_OPENS, _MATH_CLOSES = re.compile(r"\$(?=[^\s$])"), re.compile(r"(?<=[^\s$])\$(?!\d)")
_LINE_START = re.compile(r"#{1,6}(?=\s|$)|[-+](?=[\s|:-]|$)|=+\s*$|>|\||:-|\d{1,9}(?=[.)](?:\s|$))")
_BREAKS = re.compile(r"(?<![ \t])[ \t]*\n\s*")
_URL_UNSAFE = {**dict.fromkeys("\n\r\t\0", ""), " ": "%20", "<": "%3C", ">": "%3E", "\\": "%5C", "`": "%60", "|": "%7C"}


def inline_markdown(spans: Sequence[Span], one_line: bool = False) -> str:
    """Some spans as inline Markdown; a newline in them becomes a hard break, or a blank with `one_line`."""
    if len(spans) == 1 and not spans[0].marks and not spans[0].href:
        text = _clean(spans[0].text, one_line).strip()
        escaped = escape_text(text)
        if _reads_as_formula(text):
            escaped = escaped.replace("$", "\\$")
        return escaped.replace("\n", "\\\n")
    has_math = any(Mark.MATH in span.marks for span in spans)
    writer = _Writer(has_math or _reads_as_formula("".join([span.text for span in spans])))
    writer.write(_strip(_split_blanks(read_atoms(_simplify(spans, one_line))))[1], _ORDER, "")
    return "".join(writer.out)


def _reads_as_formula(text: str) -> bool:
    """Whether two dollar signs of plain text would be taken for the ends of a formula.

    >>> _reads_as_formula("add $HOME/bin:$PATH"), _reads_as_formula("from $5 to $10, or $12")
    (True, False)
    """
    if "$" not in text:
        return False
    opens = _MATH_OPENS.search(text)
    return opens is not None and _MATH_CLOSES.search(text, opens.end()) is not None


def escape_text(text: str) -> str:
    """Plain text, safe inside a line of Markdown."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def escape_line_start(line: str) -> str:
    r"""A line of inline Markdown that cannot be taken for a heading, a list or a rule.

    >>> escape_line_start("1986. A great year"), escape_line_start("# 1")
    ('1986\\. A great year', '\\# 1')
    """
    found = _LINE_START.match(line)
    if not found:
        return line
    at = found.end() if line[0].isdecimal() else 0
    return f"{line[:at]}\\{line[at:]}"


def escape_url(url: str) -> str:
    """A URL as the destination of a link or picture."""
    url = "".join([_URL_UNSAFE.get(character, character) for character in url])
    url = re.sub(r"&(?=#?\w{1,32};)", r"\\&", url)
    return f"<{url}>" if "(" in url or ")" in url else url


def _clean(text: str, one_line: bool) -> str:
    text = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in text:
        return text
    return text.replace("\n", " ") if one_line else _BREAKS.sub("\n", text)


def _simplify(spans: Sequence[Span], one_line: bool) -> list[Span]:
    """The spans with only those marks that Markdown has, neighbours that are now alike made one."""
    result: list[Span] = []
    for span in spans:
        marks = tuple([mark for mark in _KEPT if mark in span.marks])
        if Mark.MATH in marks or Mark.NOTE in marks:
            marks = (marks[-1],)
        href = span.href if span.href and span.href.lower().startswith(_LINK_STARTS) else None
        href = None if Mark.NOTE in marks else href
        text = _clean(span.text, one_line)
        if result and result[-1].text.endswith("\n"):
            text = text.lstrip()
        if result and result[-1].href == href and result[-1].marks == marks and Mark.NOTE not in marks:
            result[-1] = Span(result[-1].text + text, href, marks)
        elif text:
            result.append(Span(text, href, marks))
    return result


class _Writer:
    """Writes from left to right and never leaves a marker where CommonMark would not read it as one.

    A marker opens or closes only where it "flanks" text: between a letter and a full stop it does
    not. Such a border is moved inwards past the punctuation; where that is not possible, the mark
    is left out. Markers that touch or nest are made of different characters, so that none is read
    as part of another. The words come first.
    """

    def __init__(self, has_math: bool = False) -> None:
        self._has_math = has_math  # then a dollar in the text must not look like a formula's
        self._after_note = False
        self.out: list[str] = []
        self._before = ""  # the last character written
        self._closed = ""  # the same, when it is a closing marker's
        self._around = ""  # the characters of the markers that are open
        self._in_link = False

    def write(self, run: Sequence[Atom], order: tuple[Mark, ...], after: str) -> None:
        """Atoms, with the marks in `order` still to look at; `after` is the character that follows."""
        if not order:
            for names, atoms in runs(run, _html_names):
                for name in names:
                    self._set(f"<{name}>", ">")
                for atom in atoms:
                    self._leaf(atom)
                for name in reversed(names):
                    self._set(f"</{name}>", ">")
            return
        parts = list(runs(run, lambda atom: order[0] in atom.marks))
        for index, (marked, part) in enumerate(parts):
            following = _first(parts[index + 1][1]) if index + 1 < len(parts) else after
            if marked:
                self._mark(part, order, following)
            else:
                self.write(part, order[1:], following)

    def _leaf(self, atom: Atom) -> None:
        if atom.href:
            self._link(atom)
        elif Mark.CODE in atom.marks:
            self._code(atom.text)
        elif Mark.MATH in atom.marks:
            self._set(f"${atom.text}$", "$")
        elif Mark.NOTE in atom.marks:
            self._set(f"[^{atom.text}]", "]")
            self._after_note = True
        else:
            self._text(atom.text)

    def _link(self, atom: Atom) -> None:
        if self.out and self.out[-1].endswith("!"):
            self.out[-1] = self.out[-1][:-1] + "\\!"  # a link is no picture
        self._set("[", "[")
        self._in_link = True
        marks = (Mark.CODE,) if Mark.CODE in atom.marks else ()
        self.write([inner._replace(marks=inner.marks + marks) for inner in atom.inner], _ORDER, "]")
        self._in_link = False
        self._set(f"]({escape_url(atom.href or '')})", ")")

    def _mark(self, run: list[Atom], order: tuple[Mark, ...], after: str) -> None:
        """Atoms that all have the first mark in `order`."""
        lead, core, trail = _strip(run)
        self._text(lead)
        after = trail[:1] or after
        pulled = _pull_in(core, order[1:], _parts_words(self._before), _parts_words(after)) if core else None
        head, core, tail = pulled or ("", core, "")
        self._text(head)
        after = tail[:1] or after
        marker = self._choose_marker(order[0], after) if pulled else ""
        if marker:
            around = self._around
            self._around += marker[0]
            self._set(marker, marker[0])
            self.write(core, order[1:], marker[0])
            self._set(marker, marker[0])
            self._closed = marker[0]
            self._around = around
        else:
            self.write(core, order[1:], after)
        self._text(tail)
        self._text(trail)

    def _choose_marker(self, mark: Mark, after: str) -> str:
        """A marker that the ones beside and around it cannot be confused with, or ""."""
        for marker in _MARKERS[mark]:
            if marker[0] == self._closed or marker[0] in self._around:
                continue
            if marker[0] != "_" or (_parts_words(self._before) and _parts_words(after)):
                return marker
        return ""

    def _text(self, text: str) -> None:
        if text:
            escaped = escape_text(text)
            if self._has_math:
                escaped = escaped.replace("$", "\\$")
            elif text[-1] == "$":
                escaped = f"{escaped[:-1]}\\$"
            escaped = _SPECIAL_AT_END.sub(r"\\\g<0>", escaped)
            if self._after_note and text[0] in ":(":  # a definition, or the address of a link
                escaped = f"\\{escaped}"
            self._set(escaped.replace("\n", "\\\n"), text[-1])

    def _code(self, text: str) -> None:
        for index, line in enumerate(text.split("\n")):
            if index:
                self._text("\n")
            code = line.strip()
            self._text(line[: len(line) - len(line.lstrip())] if code else line)
            if code and (self._closed == "`" or (self._in_link and "]" in code)):
                self._text(code)  # two code spans in a row would be read as one, `]:` after a `[` as a reference
            elif code:
                fence = "`" * (max(map(len, re.findall("`+", code)), default=0) + 1)
                pad = " " if code[0] == "`" or code[-1] == "`" else ""
                self._set(f"{fence}{pad}{code}{pad}{fence}", "`")
                self._closed = "`"
                self._text(line[len(line.rstrip()) :])

    def _set(self, written: str, last: str) -> None:
        self.out.append(written)
        self._before, self._closed = last, ""
        self._after_note = False


def _html_names(atom: Atom) -> tuple[str, ...]:
    return tuple([_HTML[mark] for mark in atom.marks if mark in _HTML])


def _first(run: Sequence[Atom]) -> str:
    """The character that a run begins with; markers other than of code may still be left out and do not count."""
    first = run[0]
    if first.href:
        return "<" if _html_names(first) else "["
    if _html_names(first):
        return "<"
    if Mark.MATH in first.marks or Mark.NOTE in first.marks:
        return "$" if Mark.MATH in first.marks else "["
    if Mark.CODE in first.marks and "]" not in first.text and not first.text[0].isspace():
        return "`"
    return first.text[0]


def _split_blanks(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, with the white space at the ends of links outside of them."""
    result: list[Atom] = []
    for atom in atoms:
        if not atom.href:
            result.append(atom)
            continue
        lead, core, trail = _strip(atom.inner)
        if lead:
            result.append(Atom(lead, atom.marks))
        if core:
            result.append(atom._replace(text=atom.text.strip(), inner=tuple(core)))
        if trail:
            result.append(Atom(trail, atom.marks))
    return result


def _strip(run: Sequence[Atom]) -> tuple[str, list[Atom], str]:
    """White space before, the rest, white space after."""
    filled = [index for index, atom in enumerate(run) if atom.text.strip()]
    first, last = (filled[0], filled[-1] + 1) if filled else (len(run), len(run))
    lead = "".join([atom.text for atom in run[:first]])
    trail = "".join([atom.text for atom in run[last:]])
    core = list(run[first:last])
    if core:
        text = core[0].text
        start = len(text) - len(text.lstrip())
        lead += text[:start]
        core[0] = core[0]._replace(text=text[start:])
        text = core[-1].text
        end = len(text.rstrip())
        trail = text[end:] + trail
        core[-1] = core[-1]._replace(text=text[:end])
    return lead, core, trail


def _pull_in(run: list[Atom], inner: tuple[Mark, ...], left: bool, right: bool) -> tuple[str, list[Atom], str] | None:
    """Punctuation before, what can be marked, punctuation after; None when there is no such place for the mark.

    `left` and `right` say whether what is around already parts words; then nothing need move.
    `inner` are the marks that may be set within this one.
    """
    core = list(run)
    head = tail = ""
    if not left:
        text = core[0].text
        start = next((i for i, character in enumerate(text) if _is_word(character)), -1)
        if start < 0 or _is_fenced(core[0], inner):
            return None
        head = text[:start]
        core[0] = core[0]._replace(text=text[start:])
    if not right:
        text = core[-1].text
        end = next((i for i in range(len(text), 0, -1) if _is_word(text[i - 1])), -1)
        if end < 0 or _is_fenced(core[-1], inner):
            return None
        tail = text[end:]
        core[-1] = core[-1]._replace(text=text[:end])
    return head, core, tail


def _is_fenced(atom: Atom, inner: tuple[Mark, ...]) -> bool:
    """Whether an atom brings markers of its own, which are punctuation."""
    return bool(atom.href) or any(mark in inner or mark not in _ORDER for mark in atom.marks)


def _is_word(character: str) -> bool:
    """Whether a character surely is neither white space nor punctuation; of symbols, parsers differ."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _parts_words(character: str) -> bool:
    """Whether a character (or the text's end) surely is white space or punctuation to every CommonMark parser."""
    return (
        not character
        or character in _ASCII_PUNCTUATION
        or character.isspace()
        or unicodedata.category(character).startswith("P")
    )
