"""Pages of the site whose text stands elsewhere in the project, so that no text stands twice; a hook of mkdocs.

README.md is the first page, CONTRIBUTING.md, the cards and others have theirs, and the examples are one. Links are
turned to these pages; one to a file that has none becomes its text.
"""

from __future__ import annotations

import ast
import posixpath
import re
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "benchmarks/README.md": "benchmarks.md",
    "tests/fixtures/README.md": "fixtures.md",
    "src/articlextract/model/MODEL_CARD.md": "model-card.md",
    "src/articlextract/model/LINE_MODEL_CARD.md": "line-model-card.md",
    "examples": "examples.md",
}

_CODE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|`[^`\n]*`|!\[[^\]]*\]\([^)\s]+\))+)\]\(([^)\s]+)\)")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages."""
    from mkdocs.structure.files import File

    for source, page in PAGES.items():
        text = examples() if source == "examples" else (ROOT / source).read_text("utf-8")
        files.append(File.generated(config, page, content=with_links(text, source)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turn the links of the pages that stand in docs/."""
    source = page.file.src_uri
    return markdown if source in PAGES.values() else with_links(markdown, f"docs/{source}")


def with_links(text: str, source: str) -> str:
    """A document of the project with its links as they are on the site; code is left as it is."""
    folder = source if source == "examples" else posixpath.dirname(source)

    def turned(link: re.Match[str]) -> str:
        picture, words, target = link.groups()
        path, _, anchor = target.partition("#")
        words = _LINK.sub(turned, words)  # a picture that is a link
        if "://" in target or not path:
            return f"{picture}[{words}]({target})"
        place = posixpath.normpath(posixpath.join(folder, path))
        page = PAGES.get(place) or (place.removeprefix("docs/") if place.startswith("docs/") else None)
        if page is None:
            return words
        return f"{picture}[{words}]({page}{'#' if anchor else ''}{anchor})"

    parts = _CODE.split(text)
    return "".join([part if index % 2 else _LINK.sub(turned, part) for index, part in enumerate(parts)])


def examples() -> str:
    """One page of all the examples: what each is for, and its code."""
    parts = ["# Examples\n\nEach is a file of `examples/`, and runs in a test.\n"]
    for path in sorted((ROOT / "examples").glob("*.py")):
        code = path.read_text("utf-8")
        said = ast.get_docstring(ast.parse(code)) or ""
        first, _, rest = said.partition("\n\n")
        body = code.split('"""', 2)[2].strip()
        parts.append(f"## `{PurePosixPath(path.name)}`\n\n{first}\n\n{rest}\n\n```python\n{body}\n```\n")
    return "\n".join(parts)
