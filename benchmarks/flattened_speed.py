"""How quickly flattened text is read: `python -m benchmarks.bench --flattened`.

wcxb-dev, each page in one of the four layouts in turn, on one core. The time is CPU time of this process; on a
machine that does other things too it is still longer than on one at rest, by half and more where caches are shared,
so a loop of plain Python is timed beside it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from unittest import mock

from . import corpora
from .corpora import Page
from .flattened import CORPUS
from .flatteners import METHODS, SCORED
from .progress import track

WARM_UP = 20  # texts
ROUNDS = 3  # of which the quickest counts
_LOOP = 1_000_000


def main(limit: int | None) -> int:
    """Print texts a second and where the time goes."""
    root = corpora.corpora_root()
    if not corpora.corpus_path(CORPUS, root).exists():
        print(f"skipped: no corpus {CORPUS} in {root}, nothing was measured.\n{corpora.WHERE_TO_GET_ONE}")
        return 0
    texts = list(_texts(corpora.load(CORPUS, root, limit)))
    for line in report(texts):
        print(line)
    return 0


def _texts(pages: Sequence[Page]) -> list[str]:
    layouts = [name for name in SCORED if _works(METHODS[name])]
    if len(layouts) < len(SCORED):
        print(f"only {', '.join(layouts)}; html_text and inscriptis come with the extra `train`")
    found = []
    for i, page in enumerate(track(pages, len(pages), "flattening")):
        found.append(METHODS[layouts[i % len(layouts)]](page.html.decode("utf-8", "replace").replace("\0", "")))
    return [text for text in found if text.strip()]


def _works(method: Callable[[str], str]) -> bool:
    try:
        return bool(method("<p>x</p>"))
    except ImportError:
        return False


def report(texts: Sequence[str]) -> list[str]:
    """Texts a second, then the time by stage."""
    from articlextract.blocks.lines import cut_lines

    for text in texts[:WARM_UP]:
        _read(text)
    seconds = min(sum(_timed(lambda text=text: _read(text)) for text in texts) for _ in range(ROUNDS))  # type: ignore[misc]
    lines = sum(len(cut_lines(text)) for text in texts) / len(texts)
    chars = sum(map(len, texts)) / len(texts)
    loop = _timed(lambda: sum([i & 7 for i in range(_LOOP)]))
    return [
        f"{CORPUS}, {len(texts)} texts of {chars:,.0f} characters on {lines:.0f} lines",
        f"  {1000 * seconds / len(texts):.2f} ms a text, {len(texts) / seconds:.0f} texts a second on one core",
        f"  (a million rounds of a Python loop: {1000 * loop:.0f} ms)",
        *_by_stage(texts),
    ]


def _by_stage(texts: Sequence[str]) -> list[str]:
    from articlextract.blocks import lines as cut
    from articlextract.fields import read_text_fields
    from articlextract.filters import text as filters
    from articlextract.model import lines as model

    spent: dict[str, float] = {}
    stages = (
        ("articlextract.blocks.lines.cut_lines", cut.cut_lines),
        ("articlextract.model.lines.score_lines", model.score_lines),
        ("articlextract.filters.text.find_in_text", filters.find_in_text),
        ("articlextract.model.lines.label_lines", model.label_lines),
        ("articlextract.pipeline.read_text_fields", read_text_fields),
    )
    total = 0.0
    gc.collect()  # what is left of the flattening is no part of the time
    patches = [mock.patch(place, _clocked(call, spent)) for place, call in stages]
    for patch in patches:
        patch.start()
    try:
        total = sum(_timed(lambda text=text: _read(text)) for text in texts)  # type: ignore[misc]
    finally:
        for patch in patches:
            patch.stop()
    spent["rest"] = total - sum(spent.values())
    return [f"  {name:<20} {1000 * value / len(texts):6.2f} ms" for name, value in spent.items()]


def _clocked(call: Callable[..., object], spent: dict[str, float]) -> Callable[..., object]:
    def clocked(*args: object, **kwargs: object) -> object:
        start = time.process_time()
        try:
            return call(*args, **kwargs)
        finally:
            spent[call.__name__] = spent.get(call.__name__, 0.0) + time.process_time() - start

    return clocked


def _timed(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _read(text: str) -> object:
    import articlextract

    return articlextract.extract_text(text)
