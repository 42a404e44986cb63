"""Content blocks -> the body's structure."""

from .assemble import assemble

__all__ = ["assemble"]
