"""What became of the page as a whole."""

from __future__ import annotations

from ..article import Status
from ..records import Blocks, Labels, Page, Role


def read_status(page: Page, blocks: Blocks, labels: Labels) -> Status:
    """How the reading went."""
    if page.truncated:
        return Status.TRUNCATED
    return Status.OK if Role.CONTENT in labels.roles else Status.EMPTY
