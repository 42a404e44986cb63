"""Blocks -> roles: p(content) for each block, and the rule that turns it into a body."""

from .label import label

__all__ = ["label"]
