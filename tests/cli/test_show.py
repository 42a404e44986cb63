"""How far a bulk run has come."""

from __future__ import annotations

from articlextract.bulk.crawled import CrawledPage
from articlextract.bulk.job import Begun, Failed
from articlextract.bulk.readers.tally import Tally
from articlextract.bulk.shards import Kind, Shard
from articlextract.bulk.supervisor import Done
from articlextract.cli._show import Progress


def test_the_share_is_of_what_has_its_row_and_not_of_what_was_read_ahead() -> None:
    shards = [Shard("a.warc", Kind.WARC, size=300), Shard("b.warc", Kind.WARC, size=100)]
    progress = Progress(shards)
    tally = Tally(share=1.0, pages=100)
    progress.see(Begun(shards[0], tally))
    assert progress.share == 0
    for position in range(50):
        progress.see(Done(CrawledPage(position=position), {}, seconds=float(position)))
    assert progress.share == 0.375
    assert [slow.place.position for slow in progress.slowest] == list(range(49, 39, -1))
    progress.see(Failed(shards[0], "torn"))
    assert progress.share == 0.75
    progress.see(Begun(shards[1], Tally()))
    assert progress.share == 0.75
