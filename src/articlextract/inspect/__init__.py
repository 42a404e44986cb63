"""A page as this package sees it: its blocks coloured by role beside the Article, as one HTML file without scripts."""

from .report import write_report

__all__ = ["write_report"]
