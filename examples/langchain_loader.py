"""LangChain: a document loader for web pages, their text as Markdown. Needs `pip install langchain-core`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document

import articlextract


class ArticleLoader(BaseLoader):
    """Loads URLs and saved pages; one without text is left out."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.sources = list(sources)

    def lazy_load(self) -> Iterator[Document]:
        for source in self.sources:
            read = articlextract.extract if "://" in source else articlextract.extract_file
            article = read(source)
            if article.text:
                yield Document(page_content=article.markdown, metadata=metadata(article, source))


def metadata(article: articlextract.Article, source: str) -> dict[str, str]:
    """What is known of the page, as plain strings; what it does not say is left out."""
    values = {
        "source": article.canonical_url or article.url or source,
        "title": article.title,
        "authors": ", ".join(author.name for author in article.authors),
        "date": article.date.isoformat() if article.date else None,
        "language": article.language,
    }
    return {name: value for name, value in values.items() if value}
