"""Who reads a page: articlextract itself, or a peer. Each reader turns a Page into a Prediction."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from . import peers
from .sites import FOLD_WEIGHTS, fold_of, held_out_weights, site_of

if TYPE_CHECKING:
    from articlextract import Article

    from .corpora import Page

OURS = "articlextract"
TEXT_ALONE = "articlextract, text alone"
TITLE_FOLDS = FOLD_WEIGHTS / "titles.json"


class Prediction(NamedTuple):
    """What a reader says of a page; `date` as YYYY-MM-DD."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


Reader = Callable[["Page"], Prediction]


@dataclass(frozen=True)
class System:
    """A reader with a name. `fields` are those it gives at all; the others are not scored."""

    name: str
    module: str
    fields: tuple[str, ...]
    read: Callable[[bytes, str | None], tuple[str, str | None, tuple[str, ...], str | None]]

    @property
    def installed(self) -> bool:
        return importlib.util.find_spec(self.module) is not None

    @property
    def version(self) -> str:
        """The installed version; each is distributed under the name it has here."""
        return importlib.metadata.version(self.name)


PEERS: dict[str, System] = {
    system.name: system
    for system in (
        System("trafilatura", "trafilatura", ("body", "seg", "title", "authors", "date"), peers.trafilatura),
        System("newspaper4k", "newspaper", ("body", "seg", "title", "authors", "date"), peers.newspaper4k),
        System("readability-lxml", "readability", ("body", "seg", "title"), peers.readability_lxml),
        System("goose3", "goose3", ("body", "seg", "title", "authors", "date"), peers.goose3),
        System("resiliparse", "resiliparse", ("body", "seg", "title"), peers.resiliparse),
        System("boilerpy3", "boilerpy3", ("body", "seg"), peers.boilerpy3),
        System("htmldate", "htmldate", ("date",), peers.htmldate),
    )
}

ALL_FIELDS = ("body", "seg", "title", "authors", "date")


def fields_of(system: str) -> tuple[str, ...]:
    """The fields that a system gives at all."""
    return ALL_FIELDS if system == OURS else PEERS[system].fields


def reader_for(page: Page, system: str = OURS) -> Reader:
    """The one place that decides who reads this page."""
    return read_with_articlextract if system == OURS else _peer_reader(PEERS[system])


def shipped_reader_for(page: Page, system: str = OURS) -> Reader:
    """Who reads this page where time and memory are measured: everybody as installed, with one set of weights."""
    own = {OURS: read_as_shipped, TEXT_ALONE: read_text_alone}
    return own.get(system) or reader_for(page, system)


def read_as_shipped(page: Page) -> Prediction:
    import articlextract

    return prediction(articlextract.extract_html(page.html, page.url))


def read_text_alone(page: Page) -> Prediction:
    import articlextract

    return prediction(articlextract.extract_html(page.html, page.url, fields={"text"}))


def read_with_articlextract(page: Page) -> Prediction:
    """With the weights, body's and title's, of the fold that holds this page's site out: none has seen the site."""
    import articlextract
    from articlextract.fields import title

    options = articlextract.Options(weights=held_out_weights(page.url, page.id))
    # the few weights of the title are a constant, no option: nobody but this measurement has others
    with patch.dict(title.WEIGHTS, held_out_title_weights(page.url, page.id)):
        return prediction(articlextract.extract_html(page.html, page.url, options=options))


def held_out_title_weights(url: str | None, page_id: str) -> dict[str, float]:
    """The weights of the title's signs that saw no page of this page's site."""
    return _title_folds()[fold_of(site_of(url) or page_id)]


@lru_cache(maxsize=1)
def _title_folds() -> list[dict[str, float]]:
    found: list[dict[str, float]] = json.loads(TITLE_FOLDS.read_text("utf-8"))
    return found


def prediction(article: Article) -> Prediction:
    """The part of an Article that the metrics look at."""
    return Prediction(
        text=article.text,
        title=article.title,
        authors=tuple(author.name for author in article.authors),
        date=article.date.isoformat()[:10] if article.date is not None else None,
    )


def _peer_reader(peer: System) -> Reader:
    def read(page: Page) -> Prediction:
        return Prediction(*peer.read(page.html, page.url))

    return read
