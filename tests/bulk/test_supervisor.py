"""Whatever a page does to its worker: one row for each page, in order, with the cause."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bulk.samples import page

from articlextract.bulk import _proc
from articlextract.bulk._window import MAX_PAGES
from articlextract.bulk._worker import Settings
from articlextract.bulk.crawled import Cause, CrawledPage, Failure
from articlextract.bulk.limits import MIB, Limits
from articlextract.bulk.supervisor import WAITING, Done, Supervisor
from articlextract.errors import OptionsError
from articlextract.options import Options

Supervise = Callable[..., Supervisor]

SLOW = "reading it takes longer than the limit of 0.5 s of processor time, 2 s by the clock"
KILLERS = {
    "segfault": ("crash", "the process that read it was ended by SIGSEGV"),
    "exit": ("crash", "the process that read it left with exit code 3"),
    "hang": ("time", SLOW),
    "spin": ("time", SLOW),
    "memory": ("memory", "reading it takes more memory than the limit of 400 MiB"),
}


def states(process: int) -> str:
    """The process's state letter, `-` when there is none."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return "-"


def wait_until_gone(processes: list[int]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if all(states(process) in "-Z" for process in processes):
            return True
        time.sleep(0.02)
    return False


def test_rows_come_in_order_with_what_identifies_their_page(supervise: Supervise) -> None:
    with supervise() as supervisor:
        found = list(supervisor.map(page(n) for n in range(40)))
    assert [done.row["id"] for done in found] == [f"page-{n}" for n in range(40)]
    assert [done.row["title"] for done in found] == [f"Tide {n}" for n in range(40)]
    assert {done.row["status"] for done in found} == {"ok"}
    assert found[7].row["text"].startswith("The sea went out at noon on the day of tide 7, ")


def test_one_page_in_a_hundred_kills_its_worker_and_no_other_is_lost(supervise: Supervise) -> None:
    """600 pages, six killers of five kinds, two of them side by side."""
    places = dict(zip((3, 99, 100, 250, 401, 599), [*KILLERS, "segfault"], strict=True))
    with supervise() as supervisor:
        found = list(supervisor.map(page(n, places.get(n, "")) for n in range(600)))
    assert [done.page.position for done in found] == list(range(600))
    lost = {done.page.position: (done.row["error"], done.row["error_message"]) for done in found if done.row["error"]}
    assert lost == {n: KILLERS[word] for n, word in places.items()}
    assert max(found, key=lambda done: done.seconds).row["error"] == "time"
    assert {done.row["title"] for done in found} == {None} | {f"Tide {n}" for n in range(600) if n not in places}


def test_a_page_on_its_way_costs_less_than_half_a_millisecond() -> None:
    """In processor time of all three processes; some 0.04 ms is usual, so a busy machine does not decide this."""
    settings = Settings("bulk.killers:nothing", tuple(sys.path), Options(), (), Limits())
    load = b"<p>" + b"tide " * 4000

    def spent() -> float:
        return time.process_time() + sum(_proc.seconds(pid)[0] for pid in supervisor.pids())

    with Supervisor(settings, 1) as supervisor:
        list(supervisor.map([page(0)]))
        before = spent()
        count = sum(1 for _ in supervisor.map(CrawledPage(position=n, data=load) for n in range(2000)))
        assert spent() - before < 0.0005 * count


def test_a_bug_costs_its_page_and_not_the_worker(supervise: Supervise) -> None:
    with supervise(workers=1) as supervisor:
        first, lost, last = supervisor.map([page(0), page(1, "raise"), page(2)])
    assert (lost.row["status"], lost.row["error"]) == ("error", "internal")
    assert lost.row["error_message"] == "RuntimeError: a bug in <object at 0x>. Please report this page"
    assert (first.row["status"], last.row["status"]) == ("ok", "ok")


def test_what_dies_once_and_not_again_is_no_loss(supervise: Supervise, tmp_path: Path) -> None:
    """The first try is killed from outside, say by the kernel for want of memory."""
    word = f"once {tmp_path / 'tried'}"
    with supervise() as supervisor:
        (done,) = supervisor.map([page(1, word)])
    assert (tmp_path / "tried").exists()
    assert done.row["status"] == "ok"


def test_a_page_that_came_with_a_failure_is_not_sent_to_a_worker(supervise: Supervise) -> None:
    with supervise() as supervisor:
        (done,) = supervisor.map([CrawledPage(id="x", url="https://a.example", failure=Failure(Cause.DAMAGED, "torn"))])
        assert supervisor.pids() == []
    assert (done.row["status"], done.row["error"], done.row["error_message"]) == ("error", "damaged", "torn")
    assert (done.row["id"], done.row["url"], done.row["authors"], done.row["text"]) == (
        "x",
        "https://a.example",
        [],
        None,
    )


def test_other_items_keep_their_place(supervise: Supervise) -> None:
    with supervise() as supervisor:
        found = list(supervisor.map(["begin", page(0), "between", page(1), "end"]))
    assert [item if isinstance(item, str) else item.page.position for item in found] == [
        "begin",
        0,
        "between",
        1,
        "end",
    ]


def test_a_source_that_has_nothing_yet_holds_nobody_up(supervise: Supervise) -> None:
    rows: list[Done] = []

    def slow() -> Iterator[object]:
        yield page(0)
        while not rows:  # the first row comes although the source still waits
            yield WAITING
        yield page(1)

    with supervise() as supervisor:
        for done in supervisor.map(slow()):
            rows.append(done)
    assert [done.page.position for done in rows] == [0, 1]


def test_no_more_is_read_than_can_be_held(supervise: Supervise) -> None:
    """While the first page hangs, the reader gets as far as the window and no further."""
    read = 0

    def pages() -> Iterator[CrawledPage]:
        nonlocal read
        for n in range(MAX_PAGES + 500):
            read += 1
            yield page(n, "spin" if n == 0 else "")

    with supervise() as supervisor:
        rows = supervisor.map(pages())
        assert next(rows).row["error"] == "time"
        assert read == MAX_PAGES
        rows.close()


def test_no_more_bytes_are_held_than_the_window_has(supervise: Supervise) -> None:
    big = b"<p>" + b"tide " * (2 * MIB)
    read = 0

    def pages() -> Iterator[CrawledPage]:
        nonlocal read
        for n in range(100):
            read += 1
            yield CrawledPage(position=n, data=big)

    with supervise(seconds=0.05) as supervisor:
        rows = supervisor.map(pages())
        next(rows)
        assert read <= 8
        rows.close()


def test_workers_are_recycled_and_lose_nothing(supervise: Supervise) -> None:
    with supervise(workers=1, recycle_pages=3) as supervisor:
        seen = set()
        count = 0
        for done in supervisor.map(page(n) for n in range(20)):
            assert done.row["status"] == "ok"
            seen |= set(supervisor.pids())
            count += 1
    assert count == 20
    assert len(seen) > 3  # the nursery and several workers in turn


def test_a_supervisor_serves_again_after_it_was_left_in_the_middle(supervise: Supervise) -> None:
    with supervise() as supervisor:
        rows = supervisor.map(page(n, "hang" if n == 5 else "") for n in range(30))
        assert next(rows).page.position == 0
        rows.close()
        assert [done.page.position for done in supervisor.map([page(7), page(8)])] == [7, 8]


def test_workers_come_back_after_their_nursery_was_killed(supervise: Supervise) -> None:
    with supervise() as supervisor:
        rows = supervisor.map(page(n) for n in range(200))
        first = next(rows)
        os.kill(supervisor.pids()[0], signal.SIGKILL)
        assert [done.row["status"] for done in [first, *rows]] == ["ok"] * 200


def test_workers_hear_no_ctrl_c_and_have_the_session_whose_priority_the_caller_has(supervise: Supervise) -> None:
    with supervise() as supervisor:
        list(supervisor.map([page(0), page(1)]))
        for process in supervisor.pids():
            assert os.getpgid(process) != os.getpgid(0)
            assert os.getsid(process) == os.getsid(0) or sys.version_info < (3, 11)


def test_closing_ends_all_processes(supervise: Supervise) -> None:
    with supervise() as supervisor:
        rows = supervisor.map([page(0), page(1, "hang"), page(2, "spin")])
        next(rows)
        processes = supervisor.pids()
        assert len(processes) == 3
    assert wait_until_gone(processes)


PROGRAM = """
import sys
sys.path.insert(0, "tests")
from articlextract.bulk._worker import Settings
from articlextract.bulk.limits import Limits
from articlextract.bulk.supervisor import Supervisor
from articlextract.options import Options
from bulk.killers import TARGET
from bulk.samples import page
supervisor = Supervisor(Settings(TARGET, tuple(sys.path), Options(), (), Limits()), 2)
for done in supervisor.map([page(0), page(1, "hang"), page(2, "spin")]):
    print(*supervisor.pids(), flush=True)
"""  # no main guard: a fresh interpreter does not run the caller's program again


def test_sigkill_of_the_program_ends_all_processes() -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        processes = [int(word) for word in program.stdout.readline().split()]
        assert len(processes) == 3
        assert not any(states(process) in "-Z" for process in processes)
        program.kill()
        program.wait()
    assert wait_until_gone(processes)


@pytest.mark.parametrize("bad", [0, -1, float("nan"), float("inf")])
def test_limits_that_make_no_sense(bad: float) -> None:
    with pytest.raises(OptionsError, match=r"Limits\.seconds"):
        Limits(seconds=bad)
