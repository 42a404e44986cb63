"""Hostile input: page bombs, damaged corpora, fuzzing. `python -m benchmarks.hostile --help`."""
