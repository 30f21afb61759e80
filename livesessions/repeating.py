"""What a serving process does again and again beside serving."""

import logging
import threading
from collections.abc import Callable

from django.db import connections

logger = logging.getLogger(__name__)


def keep_doing(name: str, what: Callable[[], object], every: float) -> threading.Event:
    """Call `what` now and then again every so many seconds, in a thread `name` that ends with the process.

    A call that fails is logged, and the next one tries again: the database may be away. Setting the event that is
    returned ends it earlier.
    """
    stopped = threading.Event()

    def repeat() -> None:
        while True:
            try:
                what()
            except Exception:
                logger.exception("what is done again and again failed: %s", name)
            finally:
                connections.close_all()
            if stopped.wait(every):
                return

    threading.Thread(target=repeat, name=name, daemon=True).start()
    return stopped
