"""LlamaIndex: a reader for web pages, their text as Markdown. Needs `pip install llama-index-core`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document

import articlextract


class ArticleReader(BaseReader):  # type: ignore[misc, unused-ignore]
    """Reads URLs and saved pages; one without text is left out."""

    def load_data(self, sources: Iterable[str], **_: Any) -> list[Document]:
        documents = []
        for source in sources:
            read = articlextract.extract if "://" in source else articlextract.extract_file
            article = read(source)
            if article.text:
                known = {"title": article.title, "date": article.date.isoformat() if article.date else None}
                known["url"] = article.canonical_url or article.url or source
                metadata = {name: value for name, value in known.items() if value}
                documents.append(Document(text=article.markdown, metadata=metadata))
        return documents
