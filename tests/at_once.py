"""Several things at the same moment, as in several processes."""

import threading

from django.db import connections


def all_at_once(*works) -> None:
    """Each in a thread with a connection of its own, as in a process of its own; raises what went wrong in one."""
    start, failures = threading.Barrier(len(works)), []

    def run(work):
        try:
            start.wait(10)
            work()
        except Exception as error:  # told below, where the test fails of it
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures, failures
    assert not any(thread.is_alive() for thread in threads)
