"""Page -> blocks: the one cut that everything else reads."""

from .segment import segment

__all__ = ["segment"]
