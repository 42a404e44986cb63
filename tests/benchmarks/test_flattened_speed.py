"""The speed of flattened text is printed for a few texts."""

from __future__ import annotations

import pytest

from benchmarks import bench, corpora, flattened_speed


def test_the_report_has_a_rate_and_the_stages() -> None:
    found = flattened_speed.report(["Home\nNews\n\nThe dredger has been at work in the outer basin since Monday."] * 2)
    assert "texts a second on one core" in found[1]
    assert [line.split()[0] for line in found[3:]] == [
        "cut_lines",
        "score_lines",
        "find_in_text",
        "label_lines",
        "read_text_fields",
        "rest",
    ]


def test_without_a_corpus_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpora, "corpora_root", lambda: tmp_path_factory.mktemp("none"))
    assert bench.main(["--flattened"]) == 0
    assert "skipped" in capsys.readouterr().out
