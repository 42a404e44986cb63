"""What the model is built with, in numpy and compiled alike."""

from __future__ import annotations

BUCKETS = 1 << 15  # of a hashed table of words; training shrinks what rare or colliding names say

WIDTH = 3  # blocks that one convolution sees
DILATIONS = (1, 2, 4, 8)  # blocks from one of them to the next, layer by layer: 15 to each side in all
CLIP = 4.0  # standard deviations

SCALE = 10_000
"""Probabilities are told in parts of it: calibration knows no more, and sums differ in their last digits with the
processor, which no result may."""

FOREST_SHARE = 0.35
"""The forest's share. Held out, word F1 on wcxb-dev: the forest alone 0.874, the networks 0.880, both 0.882."""
