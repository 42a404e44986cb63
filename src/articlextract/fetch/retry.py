"""When to try again, and how long to wait before."""

from __future__ import annotations

import random

from ..errors import FetchError, FetchReason
from ..options import FetchOptions

PASSING = frozenset({429, 502, 503, 504})  # too many requests, bad gateway, unavailable, gateway timeout
FIRST_WAIT = 0.5  # seconds; twice that before the next, and so on


def wait_before_retry(error: FetchError, tries: int, options: FetchOptions) -> float | None:
    """Seconds to wait before the next try; None when there is to be none.

    `tries` are the retries made so far. What a server asks for with Retry-After is kept to; else the wait doubles
    from try to try, less up to half of it by chance, so that many clients do not come back all at once.
    """
    if tries >= options.retries or not (error.status in PASSING or error.reason is FetchReason.CONNECTION):
        return None
    wait = error.retry_after
    if wait is None:
        wait = FIRST_WAIT * 2**tries * random.uniform(0.5, 1)
    return wait if wait <= options.max_retry_wait else None
