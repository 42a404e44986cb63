"""The tables of docs/safety.md, written from the cases that the tests run."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from hostile.addresses import LITERALS, NAMES, UNUSABLE
from hostile.charsets import cases as charset_cases
from hostile.servers import Case, cases

from benchmarks.hostile.bombs import FAMILIES, SIZES, SWALLOWERS


def servers() -> str:
    """One row for each case of a server: what it does, and what comes of it."""
    lines = ["| server | outcome |", "| --- | --- |"]
    for group, found in groupby(cases(), key=lambda case: case.group):
        lines += [f"| **{group}** | |", *(f"| {_cell(case.name)} | {_outcome(case)} |" for case in found)]
    return "\n".join(lines)


def addresses() -> str:
    """The forms of addresses, grouped by what becomes of them."""
    answers = (f"`{' and '.join(texts)}` ({what})" for texts, what in NAMES)
    return "\n".join(
        (
            "| what | outcome |",
            "| --- | --- |",
            f"| {_listed(LITERALS)} | `blocked` or, where it is no URL, `address` |",
            f"| a name that answers with {', '.join(answers)} | `blocked` |",
            f"| {_listed(UNUSABLE)} | `address` |",
        )
    )


def bombs() -> str:
    """The families of page bombs."""
    kept = ", ".join(name for name in FAMILIES if name not in SWALLOWERS)
    swallowed = ", ".join(name for name in FAMILIES if name in SWALLOWERS)
    sizes = ", ".join(f"{size:,}" for size in SIZES)
    return "\n".join(
        (
            f"{len(FAMILIES)} families in sizes of {sizes} bytes.",
            "",
            "| family | outcome |",
            "| --- | --- |",
            f"| {kept} | the text before and after it is kept, or the status is `truncated` |",
            f"| {swallowed} | the text before it is kept; a browser shows no more |",
        )
    )


def charsets() -> str:
    """The charset cases, counted."""
    found = list(charset_cases())
    exact = sum(case.exact for case in found)
    return (
        f"{len(found)} pages: {exact} come out as they were written, and of the other {len(found) - exact} the ASCII "
        "does, where the page does not say its charset or holds bytes of two."
    )


def promises() -> str:
    """What is promised, how far, and by which tests and commands."""
    lines = ["| Promise | Figure | Held by |", "| --- | --- | --- |"]
    for what, figure, tests, commands in PROMISES:
        files = list(dict.fromkeys(f"`{test.partition('::')[0]}`" for test in tests))
        held = ", ".join([*files, *(f"`{command}`" for command in commands)])
        lines.append(f"| {what} | {figure} | {held} |")
    return "\n".join(lines)


_CHARSETS = list(charset_cases())
_HOSTILE, _FETCH, _BULK = "tests/hostile/test_", "tests/fetch/test_", "tests/bulk/test_"
_BENCH = "python -m benchmarks.hostile"
# Promise, figure, tests as FILE::FUNCTION, commands for a longer look
PROMISES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "No packet to an address that is not public: none to a server, none to a name server for a number",
        f"{len(LITERALS) + len(NAMES)} forms, each behind a redirect too; names with good and bad answers, a second "
        "answer that differs; `<meta>` refresh, canonical links, robots.txt; a page kept by a run that was allowed it",
        (
            f"{_HOSTILE}addresses.py::test_a_denied_address_is_refused_before_any_packet",
            f"{_HOSTILE}addresses.py::test_a_redirect_to_a_denied_address_is_refused",
            f"{_HOSTILE}addresses.py::test_the_connection_is_made_to_the_address_that_was_checked",
            f"{_FETCH}manners.py::test_a_page_of_an_inner_address_is_not_given_to_who_may_not_see_it",
        ),
        (),
    ),
    (
        "The same for all that a rendered page loads, in real Chromium, which is gone at the deadline",
        "requests, frames, WebSockets, workers, beacons, redirects, scripts that go on, WebRTC, QUIC, files",
        (
            f"{_FETCH}browser.py::test_nothing_that_a_page_loads_reaches_an_inner_address",
            f"{_FETCH}browser.py::test_nothing_is_sent_around_the_proxy",
            f"{_FETCH}browser.py::test_files_of_this_machine_are_not_opened",
            f"{_FETCH}browser.py::test_chromium_is_gone_when_the_deadline_is",
            f"{_FETCH}filter_proxy.py::test_no_second_request_goes_to_the_server_of_the_first",
        ),
        (),
    ),
    (
        "A server that hangs, drips, lies or floods ends in a `FetchError` that names the cause",
        f"{len(cases())} servers on raw sockets; 0.5 s over the deadline; 64 MiB",
        (
            f"{_HOSTILE}servers.py::test_a_hostile_server_ends_as_promised",
            f"{_HOSTILE}servers.py::test_no_bomb_fills_the_memory",
        ),
        (),
    ),
    (
        "Nothing that a server or a URL says gets into a request; cookies go back to their own site alone; proxies, "
        "passwords and certificates of the environment are not used",
        "",
        (
            f"{_HOSTILE}requests.py::test_a_redirect_or_a_cookie_adds_no_header",
            f"{_HOSTILE}requests.py::test_a_cookie_is_sent_to_its_own_site_alone",
            f"{_HOSTILE}requests.py::test_the_environment_brings_in_no_proxy",
        ),
        (),
    ),
    (
        "TLS is verified against the name unless `verify_tls=False`",
        "",
        (
            f"{_HOSTILE}requests.py::test_the_certificate_is_checked_against_the_name_and_not_the_number",
            f"{_FETCH}http.py::test_https_checks_the_certificate_unless_told_not_to",
        ),
        (),
    ),
    (
        "No sitemap, feed, home page or robots.txt holds discovery up, fills the memory or opens a file",
        "",
        (
            f"{_FETCH}discover.py::test_no_sitemap_feed_or_home_page_takes_long_or_opens_a_file",
            f"{_FETCH}manners.py::test_no_robots_txt_takes_long",
        ),
        (),
    ),
    (
        "Reading HTML that you have never touches the network",
        "an audit hook sees every attempt",
        (f"{_HOSTILE}pages.py::test_reading_a_page_never_looks_at_the_network",),
        (),
    ),
    (
        "Any bytes give an `Article` or an `ArticlextractError`; each format can be written and says the same words, "
        "none of them new or twice",
        "properties and fuzzing",
        (
            f"{_HOSTILE}pages.py::test_any_markup_gives_an_article_or_an_error_of_ours",
            f"{_HOSTILE}pages.py::test_a_damaged_page_says_nothing_twice_nothing_new_and_the_same_in_each_format",
        ),
        ("make fuzz", f"{_BENCH} mutate"),
    ),
    (
        "A page bomb ends within 10 s of processor time and 1 GiB; the text around it is kept, or `truncated` said",
        f"{len(FAMILIES)} families in {len(SIZES)} sizes",
        (f"{_HOSTILE}pages.py::test_page_bombs_keep_the_promises",),
        (f"{_BENCH} bombs",),
    ),
    (
        "No regular expression takes quadratic time on what a page can hold",
        "each in the package, with texts made from what it looks for",
        (f"{_HOSTILE}patterns.py::test_no_text_takes_long",),
        (),
    ),
    (
        "A charset that lies costs letters, not pages",
        f"{len(_CHARSETS)} cases",
        (f"{_HOSTILE}charsets.py::test_text_comes_out_of_any_charset",),
        (),
    ),
    (
        "Threads and processes read what one loop reads; memory stays flat",
        "16 threads, 4 processes; under 20 MiB over 18,000 pages",
        (
            f"{_HOSTILE}side_by_side.py::test_sixteen_threads_and_four_processes_read_what_one_loop_reads",
            f"{_HOSTILE}side_by_side.py::test_memory_stays_flat",
        ),
        (f"{_BENCH} beside", f"{_BENCH} growth"),
    ),
    (
        "Bulk: a page that kills its worker costs no other page, and is a row that says so",
        "1 page in 100 a killer",
        (f"{_BULK}supervisor.py::test_one_page_in_a_hundred_kills_its_worker_and_no_other_is_lost",),
        ("python -m benchmarks.bulk planted",),
    ),
    (
        "Bulk: a run that is killed is resumed to the same bytes, nothing lost, nothing twice",
        "200 SIGKILLs, and a full disk",
        (
            f"{_BULK}job.py::test_two_hundred_kills_lose_nothing_and_double_nothing",
            f"{_BULK}job.py::test_a_full_disk_leaves_what_is_finished_and_nothing_else",
        ),
        ("python -m benchmarks.bulk kills",),
    ),
    (
        "Bulk: a damaged WARC file costs the damaged records alone, with their offsets",
        "",
        (f"{_BULK}warc.py::test_one_damaged_record_costs_one_record",),
        (),
    ),
    (
        "Bulk: local, Spark and Ray write the same rows, killers included",
        "",
        (f"{_BULK}engines.py::test_an_engine_writes_what_the_local_one_writes",),
        (),
    ),
    (
        "Bulk: isolation costs under 0.5 ms a page",
        "in processor time of all processes",
        (f"{_BULK}supervisor.py::test_a_page_on_its_way_costs_less_than_half_a_millisecond",),
        (),
    ),
)

TABLES = {"promises": promises, "servers": servers, "addresses": addresses, "bombs": bombs, "charsets": charsets}


def _outcome(case: Case) -> str:
    if isinstance(case.promise, str) and case.promise == "ParseError":
        return "`ParseError`"
    kind = type(case.promise).__name__
    return f"status `{case.promise.value}`" if kind == "Status" else f"`{case.promise.value}`"  # type: ignore[union-attr]


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"`{_cell(host)}` ({what})" for host, what in pairs)


def _cell(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text).replace("|", "\\|").replace("\xff", "byte 255")
