"""Body and Article -> text, Markdown, HTML, JSON. One file a format."""

from .html import to_html
from .json import from_json, json_schema, to_dict, to_json
from .markdown import to_markdown
from .text import to_text

__all__ = ["from_json", "json_schema", "to_dict", "to_html", "to_json", "to_markdown", "to_text"]
