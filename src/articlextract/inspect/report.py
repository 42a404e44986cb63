"""The report: one self-contained page, without scripts, that lets nothing be loaded."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from importlib.resources import files

from ..pipeline import Reading
from ..records import Role
from .found import write_body, write_fields
from .markup import attribute, text
from .original import write_original


def write_report(reading: Reading, source: str = "") -> str:
    """The page's blocks coloured by role, and the Article, as one HTML document.

    `source` is what the reader called it, said where the page has neither URL nor title. The document
    has no script, and its policy lets none run and nothing be loaded, whatever the page held.
    """
    article = reading.article
    style = _style()
    name = article.title or article.url or source or "a page"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{text(name)} - inspected</title>
<style>{style}</style>
</head>
<body>
<header>
<h1 dir="auto">{text(name)}</h1>
<p class="about">{_about(reading, source)}</p>
<p class="jump"><a href="#article">To the Article</a></p>
{_legend(reading)}
</header>
<main>
<section id="original" aria-labelledby="original-is"><h2 id="original-is">The page, by role</h2>
{write_original(reading)}
</section>
<section id="article" aria-labelledby="article-is"><h2 id="article-is">The Article</h2>
<details class="fields" open><summary>Fields</summary>
{write_fields(article)}
</details>
<details class="body" open><summary>Body</summary>
<div{_direction(reading)}>
{write_body(article) or "<p class=none>No body.</p>"}
</div>
</details>
</section>
</main>
</body>
</html>
"""


def _direction(reading: Reading) -> str:
    language = reading.article.language
    return ' dir="auto"' + (f' lang="{attribute(language)}"' if language else "")


def _about(reading: Reading, source: str) -> str:
    article = reading.article
    where = article.url or source
    kind = article.page_type.value if article.page_type else "page"
    parts = [f"status {article.status.value}", kind, f"expected quality of the body {article.confidence:.2f}"]
    return " · ".join([*([f'<span class="url">{text(where)}</span>'] if where else []), *parts])


def _legend(reading: Reading) -> str:
    """A switch for each role: how many blocks have it, and what share of the words."""
    blocks: Counter[Role] = Counter()
    chars: Counter[Role] = Counter()
    for block, role in zip(reading.blocks.items, reading.labels.roles, strict=True):
        blocks[role] += 1
        chars[role] += len(block.text)
    total = max(sum(chars.values()), 1)
    switches = []
    for role in Role:
        if not blocks[role]:
            continue
        state = "" if role is Role.HIDDEN else " checked"
        share = f"{100 * chars[role] / total:.0f} %"
        plural = "" if blocks[role] == 1 else "s"
        switches.append(
            f'<label class="r-{role.value}"><input type="checkbox" id="show-{role.value}"{state}>'
            f"{role.value} <small>{blocks[role]} block{plural}, {share}</small></label>"
        )
    return f'<fieldset class="legend"><legend>Show blocks of the role</legend>\n{chr(10).join(switches)}\n</fieldset>'


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    """The style sheet, with the switches' rules: one a role."""
    css = files(__package__).joinpath("style.css").read_text("utf-8").strip()
    rules = [f"body:has(#show-{role.value}:not(:checked)) .b.r-{role.value}{{display:none}}" for role in Role]
    return "\n" + "\n".join([css, *rules]) + "\n"
