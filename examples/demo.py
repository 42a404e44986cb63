"""Serve the page beside this file on loopback, fetch it from there, and print what articlextract reads in it."""

from __future__ import annotations

import functools
import http.server
import io
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import articlextract


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the demonstration is the output."""


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A web server for the files of a folder; gives its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()


def show(article: articlextract.Article) -> None:
    """Print an article for people."""
    print(article.title)
    print("=" * len(article.title or ""))
    for author in article.authors:
        print(f"by {author.name}" + (f" <{author.url}>" if author.url else ""))
        if author.bio:
            print(folded(author.bio, "   "))
    print(f"on {article.date or 'an unknown day'}, in {article.section or 'no section'}, {article.site_name}\n")
    for paragraph in article.text.split("\n\n"):
        print("\n".join(folded(line) for line in paragraph.split("\n")) + "\n")

    print("Related links\n-------------")
    for link in article.related:
        print(f"{link.date or '(no date)'}  {link.title}  [{link.kind.value}: {link.heading or 'no heading'}]")
        print(f"            {link.url}")

    print("\nWhere it comes from\n-------------------")
    for name, evidence in article.evidence.items():
        print(f"{name:14} {evidence.confidence:.2f}  {evidence.source:36} {evidence.value[:60]!r}")
    print(f"\nstatus {article.status.value}, confidence {article.confidence:.2f}")


def folded(text: str, indent: str = "") -> str:
    return textwrap.fill(text, 100, initial_indent=indent, subsequent_indent=indent)


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):  # for terminals and pipes whose locale is not UTF-8
        sys.stdout.reconfigure(encoding="utf-8")
    with server(Path(__file__).parent) as address:
        url = f"{address}/demo_page.html"
        print(f"$ extract --allow-private {url}\n")
        here = articlextract.FetchOptions(allow_private=True)  # loopback is not contacted unless it is allowed
        show(articlextract.extract(url, options=articlextract.Options(fetch=here)))


if __name__ == "__main__":
    main()
