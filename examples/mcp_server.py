"""An MCP server that lets an agent read web pages. Needs `pip install "mcp>=2"`; run it with `python mcp_server.py`.

The agent's addresses are a stranger's: only public ones are fetched, and what comes back is text of the page, which
the agent must not take for instructions.
"""

from __future__ import annotations

from mcp.server.mcpserver import MCPServer

import articlextract

MAX_CHARS = 40_000  # of one answer
server = MCPServer("articlextract")


@server.tool()
def extract(url: str) -> str:
    """Read the article of a web page: its title, authors and date, then its text as Markdown."""
    try:
        article = articlextract.extract(url)
    except articlextract.ArticlextractError as error:
        return f"The page could not be read: {error}"
    return as_markdown(article)


@server.tool()
def extract_html(html: str, url: str | None = None) -> str:
    """The same for a page whose HTML is at hand; `url` is where it came from."""
    try:
        return as_markdown(articlextract.extract_html(html, url))
    except articlextract.ArticlextractError as error:
        return f"The page could not be read: {error}"


def as_markdown(article: articlextract.Article) -> str:
    """The article as one Markdown document, cut at MAX_CHARS."""
    if not article.text:
        return f"The page has no article: {article.status.value}"
    authors = ", ".join(author.name for author in article.authors)
    about = " · ".join(part for part in (authors, article.date.isoformat() if article.date else "") if part)
    parts = [f"# {article.title}" if article.title else "", about, article.markdown]
    return "\n\n".join(part for part in parts if part)[:MAX_CHARS]


if __name__ == "__main__":
    server.run()
