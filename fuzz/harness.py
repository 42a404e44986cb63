"""Fuzz the way from bytes to Article with atheris (`pip install atheris`), seeded with the fixtures.

    python -m fuzz --minutes 60 --corpus work/fuzz

The first two bytes of an input choose the Content-Type and the URL, the rest is the page, or flattened text. What ends
it: an exception that is not ours, a page over 5 s, memory over 1 GiB. libFuzzer then writes the input to a file and
names it; make a fixture of it.
"""

from __future__ import annotations

import argparse
import base64
import resource
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).resolve().parents[1] / "tests" / "fixtures"
DICTIONARY = "words.dict"
MAX_SECONDS = 5  # of processor time, so that a neighbour's load is no hang of ours
HANG = 120  # seconds by the clock, for what never ends
MAX_MIB = 1024
MAX_BYTES = 20_000
# Executions in one process. atheris' own tracing takes 80 kB for each and keeps it (measured: 8 kB without it, which
# are caches filling up), so that a longer run would meet the limit on memory for no fault of the library.
ROUND = 8_000

CONTENT_TYPES = (
    None,
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=shift_jis",
    "text/html; charset=utf-16",
    "text/html; charset=gb18030",
    "text/plain",
    "application/xhtml+xml",
)
URLS = (None, "https://example.org/2024/05/17/story.html", "http://[::1", "https://www.example.co.uk/?id=7&x=%zz")

# Words that byte-level mutation would not come upon.
WORDS = """
<!-- --> <![CDATA[ ]]> <!doctype html> <script> </script> <style> <title> <textarea> <plaintext> <noscript> <template>
<svg> <math> <table> <tr> <td colspan="99999999"> <select> <option> <frameset> <body> </body> </html> <p> <h1> <pre>
<li> <br> <article> <time datetime=" itemprop=" itemscope class=" hidden <meta property=" content=" <meta charset="
utf-16 &#x0; &#xd800; &#1114112; &amp; {"@context":"https://schema.org","@type":"Article", "@graph":[ "@id": 1e999
<script type="application/ld+json"> http://[ javascript: data: //example.org \x01src=// NaN \\ud800
\x00 \xff\xfe \xef\xbb\xbf \x1b$B ~{
"""


def one_input(data: bytes) -> None:
    """Read one input as a page; anything but an Article or an error of ours leaves as an exception."""
    from articlextract.records import RawPage
    from benchmarks.hostile.promises import BrokenPromise, read_any, read_any_text

    if len(data) < 2:
        return
    start = time.process_time()
    content_type = CONTENT_TYPES[data[0] % len(CONTENT_TYPES)]
    if content_type == "text/plain":
        read_any_text(data[2:].decode("utf-8", "replace"))
    else:
        read_any(RawPage(data[2:], url=URLS[data[1] % len(URLS)], content_type=content_type))
    if time.process_time() - start > MAX_SECONDS:
        raise BrokenPromise(f"{time.process_time() - start:.1f} s for one page")


def make_corpus(folder: Path) -> None:
    """The fixtures' pages as seeds, and the words of HTML as libFuzzer's dictionary."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    (folder / "found").mkdir(exist_ok=True)
    for page in SEEDS.glob("*/page.html"):
        (seeds / page.parent.name).write_bytes(b"\0\1" + page.read_bytes())
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode("latin-1")) for word in WORDS.split())
    (folder / DICTIONARY).write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")


def arguments(folder: Path, seconds: float, executions: int) -> list[str]:
    """libFuzzer's."""
    return [
        sys.argv[0],
        str(folder / "found"),
        str(folder / "seeds"),
        f"-dict={folder / DICTIONARY}",
        f"-artifact_prefix={folder}/",
        f"-max_total_time={max(1, round(seconds))}",
        f"-runs={executions}",
        f"-timeout={HANG}",
        f"-rss_limit_mb={MAX_MIB}",
        f"-max_len={MAX_BYTES}",
        "-verbosity=0",
        "-print_final_stats=1",
    ]


def fuzz(folder: Path, seconds: float) -> None:
    """One round; libFuzzer ends the process."""
    import atheris

    atheris_any: Any = atheris
    with atheris_any.instrument_imports(include=["articlextract"]):
        import articlextract.api
        import articlextract.render  # noqa: F401 - so that it is instrumented too
    atheris_any.Setup(arguments(folder, seconds, ROUND), one_input)
    atheris_any.Fuzz()


def rounds(folder: Path, minutes: float, executions: int) -> bool:
    """Round after round in a process of its own, until one finds something; whether none did."""
    end, done = time.monotonic() + 60 * minutes, 0
    while (left := end - time.monotonic()) > 0 and done < executions:
        command = [sys.executable, "-m", "fuzz", "--corpus", str(folder), "--round", str(left)]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
        done += _executed(ran.stderr)
        print(f"{done:,} executions, {minutes - (end - time.monotonic()) / 60:.1f} minutes", flush=True)
        if ran.returncode:
            print(ran.stderr[-8000:] + ran.stdout[-4000:])  # the traceback, which atheris prints to the latter, last
            _show_finds(folder)
            return False
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"clean: {done:,} executions in {(used.ru_utime + used.ru_stime) / 60:.1f} minutes of processor time, "
        f"without crash, hang over {MAX_SECONDS} s, or memory over {MAX_MIB} MiB"
    )
    return True


def _show_finds(folder: Path) -> None:
    """The inputs as text, so that a log is enough to have them again."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != DICTIONARY:
            print(f"{path.name}, in base64 of zlib: {base64.b64encode(zlib.compress(path.read_bytes(), 9)).decode()}")


def _executed(log: str) -> int:
    lines = [line for line in log.splitlines() if line.startswith("stat::number_of_executed_units:")]
    return int(lines[-1].split()[-1]) if lines else 0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--executions", type=int, default=1_000_000)
    parser.add_argument("--corpus", type=Path, default=Path("work/fuzz"), help="seeds, finds and crashes are kept here")
    parser.add_argument("--round", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.round:
        fuzz(given.corpus, given.round)
    else:
        make_corpus(given.corpus)
        sys.exit(not rounds(given.corpus, given.minutes, given.executions))
