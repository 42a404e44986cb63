"""MathML -> TeX: what the page states as TeX, else written from the elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tex import clean_tex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

MAX_DEPTH = 40  # formulas nest some 10 deep
MAX_ELEMENTS = 3000

_NAMES = {
    "∑": "\\sum", "∏": "\\prod", "∫": "\\int", "∮": "\\oint", "√": "\\sqrt{}", "∞": "\\infty", "∂": "\\partial",
    "∇": "\\nabla", "±": "\\pm", "∓": "\\mp", "×": "\\times", "÷": "\\div", "⋅": "\\cdot", "·": "\\cdot", "∘": "\\circ",
    "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "≈": "\\approx", "≡": "\\equiv", "∼": "\\sim", "∝": "\\propto", "∈": "\\in",
    "∉": "\\notin", "⊂": "\\subset", "⊆": "\\subseteq", "∪": "\\cup", "∩": "\\cap", "∅": "\\emptyset", "∀": "\\forall",
    "∃": "\\exists", "¬": "\\neg", "∧": "\\wedge", "∨": "\\vee", "→": "\\to", "←": "\\leftarrow",
    "↔": "\\leftrightarrow",
    "⇒": "\\Rightarrow", "⇔": "\\Leftrightarrow", "…": "\\ldots", "⋯": "\\cdots", "′": "'", "−": "-", "∗": "*",
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon", "ζ": "\\zeta", "η": "\\eta",
    "θ": "\\theta", "ι": "\\iota", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu", "ν": "\\nu", "ξ": "\\xi", "π": "\\pi",
    "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau", "υ": "\\upsilon", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi",
    "ω": "\\omega", "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Ξ": "\\Xi", "Π": "\\Pi",
    "Σ": "\\Sigma", "Φ": "\\Phi", "Ψ": "\\Psi", "Ω": "\\Omega", "ℝ": "\\mathbb{R}", "ℕ": "\\mathbb{N}",
    "ℤ": "\\mathbb{Z}", "ℚ": "\\mathbb{Q}", "ℂ": "\\mathbb{C}", "ℓ": "\\ell", "ℏ": "\\hbar",
    "⟨": "\\langle", "⟩": "\\rangle", "‖": "\\|", "{": "\\{", "}": "\\}", "%": "\\%", "#": "\\#", "&": "\\&",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "",
}  # fmt: skip
_FUNCTIONS = frozenset(
    "arg cos cosh cot csc det dim exp gcd inf ker lim ln log max min sec sin sinh sup tan tanh".split()
)
_ACCENTS = {"¯": "\\overline", "‾": "\\overline", "^": "\\hat", "ˆ": "\\hat", "~": "\\tilde", "˜": "\\tilde",
            "→": "\\vec", "⃗": "\\vec", "˙": "\\dot", ".": "\\dot", "¨": "\\ddot", "⏞": "\\overbrace"}  # fmt: skip
_FORMS = {
    "mfrac": "\\frac{{{0}}}{{{1}}}",
    "msup": "{0}^{{{1}}}",
    "msub": "{0}_{{{1}}}",
    "msubsup": "{0}_{{{1}}}^{{{2}}}",
    "munder": "{0}_{{{1}}}",
    "munderover": "{0}_{{{1}}}^{{{2}}}",
    "mroot": "\\sqrt[{1}]{{{0}}}",
}


def read_math(math: Element) -> str | None:
    """A `<math>` as TeX: its annotation, its alttext, or what its elements say; None when that is nothing."""
    for annotation in math.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower():
            stated = clean_tex(annotation.text)
            if stated:
                return stated
    alternative = math.get("alttext")
    if alternative and ("\\" in alternative or "^" in alternative or "_" in alternative):
        stated = clean_tex(alternative)
        if stated:
            return stated
    if sum(1 for _ in zip(math.iter(), range(MAX_ELEMENTS), strict=False)) >= MAX_ELEMENTS:
        return None
    return clean_tex(_write(math, MAX_DEPTH))


def _write(element: Element, depth: int) -> str:
    tag = element.tag
    if depth == 0 or not isinstance(tag, str):
        return ""
    name = tag.rpartition("}")[2].lower()
    if name in ("annotation", "annotation-xml", "mphantom", "none"):
        return ""
    if name in ("mi", "mn", "mo", "ms"):
        return _token(name, " ".join("".join(element.itertext()).split()))
    if name == "mtext":
        return "\\text{" + " ".join("".join(element.itertext()).split()).translate(_TEXT_UNSAFE) + "}"
    if name == "mspace":
        return " "
    parts = [_write(child, depth - 1) for child in element if isinstance(child.tag, str)]
    if not parts:
        return _token("mn", " ".join((element.text or "").split()))
    return _combine(name, element, parts)


_TEXT_UNSAFE = {ord(character): " " for character in "{}$\\"}


def _combine(name: str, element: Element, parts: Sequence[str]) -> str:
    """What an element makes of its children."""
    form = _FORMS.get(name)
    if form and len(parts) == (3 if "{2}" in form else 2):
        base = parts[0] if name in ("mfrac", "mroot") or _is_single(parts[0]) else "{" + parts[0] + "}"
        return form.format(base, *parts[1:])
    if name == "mover" and len(parts) == 2:
        mark = "".join(element[1].itertext()).strip()
        return f"{_ACCENTS[mark]}{{{parts[0]}}}" if mark in _ACCENTS else f"{parts[0]}^{{{parts[1]}}}"
    if name == "msqrt":
        return f"\\sqrt{{{_join(parts)}}}"
    if name == "mfenced":
        opening, closing = element.get("open", "("), element.get("close", ")")
        comma = (element.get("separators", ",").strip() or " ")[:1]
        return f"{_token('mo', opening)}{f'{comma} '.join(parts)}{_token('mo', closing)}"
    if name in ("mtr", "mlabeledtr"):
        return " & ".join(parts)
    if name == "mtable":
        return "\\begin{matrix} " + " \\\\ ".join(parts) + " \\end{matrix}"
    return _join(parts)


def _token(name: str, text: str) -> str:
    if text in _NAMES:
        return _NAMES[text]
    if text in _FUNCTIONS:
        return f"\\{text}"
    if name == "mi" and len(text) > 1 and text.isalpha() and text.isascii():
        return f"\\mathrm{{{text}}}"
    return "".join([_NAMES.get(character, character) + " " * (character in _NAMES) for character in text]).strip()


def _join(parts: Sequence[str]) -> str:
    """Side by side; a blank where a command would run into a letter."""
    out = ""
    for part in parts:
        if part and out and part[0].isalpha() and _ends_in_command(out):
            out += " "
        out += part
    return out


def _ends_in_command(text: str) -> bool:
    start = len(text.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
    return start < len(text) and start > 0 and text[start - 1] == "\\"


def _is_single(tex: str) -> bool:
    """Whether an index may be set right after it."""
    return len(tex) <= 1 or tex.isdigit() or (tex[0] == "\\" and tex[1:].isalpha())
