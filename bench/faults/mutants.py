"""Mutants: variants of the product that lose, double or miscount votes. The harness must catch each of them.

They replace parts of the real classes in a server of the bench before it serves. The product does not know them.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from threading import local
from typing import Any

PREFIX = 22
"""Characters of a ballot's key (130 bits) that identify its owner; the mutant without uniqueness invents the rest."""
THREADS = 8


def acknowledge_first() -> None:
    """Receipts leave before the commit."""
    from rooms.live.commands import writer
    from rooms.live.commands.performing import perform_all
    from rooms.live.commands.register import Receipt

    def carry_out(self: Any, batch: list[tuple[Any, writer.Waiter]]) -> None:
        votes = [waiter for ask, waiter in batch if ask.name == "poll.vote"]
        writer._hand_out([(waiter, Receipt("ok", "In.")) for waiter in votes])
        receipts = zip(batch, perform_all(ask for ask, _waiter in batch), strict=True)
        writer._hand_out([(waiter, receipt) for (_ask, waiter), receipt in receipts if waiter not in votes])

    writer.Writer._carry_out = carry_out  # type: ignore[method-assign]  # the planted fault


def no_idempotency() -> None:
    """Every ballot gets its own key, so that a vote that is sent again is counted again."""
    from rooms.live.commands.newest import Newest

    put = Newest._put

    def insert(self: Newest[Any], choices: list[Any]) -> set[str]:
        put(self, [_with_key(choice, _key_of_nobody_else(choice.key)) for choice in choices])
        return {choice.key for choice in choices}

    Newest._put = insert  # type: ignore[method-assign]  # the planted fault


def check_then_insert() -> None:
    """The textbook way: change the ballot if there is one, else insert; no constraint, many threads, autocommit."""
    from rooms.live.commands.newest import Newest

    put = Newest._put

    def look_and_write(self: Newest[Any], choices: list[Any]) -> set[str]:
        for choice in choices:
            old = self.model._default_manager.filter(key__startswith=choice.key[:PREFIX]).first()
            put(self, [_with_key(choice, old.key if old else _key_of_nobody_else(choice.key))])
        return {choice.key for choice in choices}

    Newest._put = look_and_write  # type: ignore[method-assign]  # the planted fault
    _everybody_writes()


def close_without_guard() -> None:
    """Closing counts first and ends the voting afterwards; a vote checks that the poll is open, without a lock."""
    from django.utils import timezone

    from polls.asking import commands, voting
    from polls.asking.kept import keeping
    from polls.asking.models import Poll, PollState

    find = commands.find_poll

    def find_and_keep(room: Any, ask: Any) -> Poll:
        poll = find(room, ask)
        if ask.name == "poll.close" and poll.state == PollState.OPEN:
            poll.closed_at = timezone.now()
            keeping.keep(poll)
        return poll

    def look_only(polls: Sequence[int]) -> dict[int, Poll]:
        found = Poll.objects.filter(pk__in=polls, state=PollState.OPEN).prefetch_related("options")
        return {poll.pk: poll for poll in found}

    commands.find_poll = find_and_keep
    commands.keep = lambda poll, voices=None: None
    voting.lock_open = look_only
    _everybody_writes()


def _key_of_nobody_else(key: str) -> str:
    return key[:PREFIX] + secrets.token_urlsafe(32)[: len(key) - PREFIX]


def _with_key(choice: Any, key: str) -> Any:
    changed = copy(choice)
    changed.key = key
    return changed


def _everybody_writes() -> None:
    """No writer and no transaction: votes and closings each in a thread, each statement committed by itself."""
    from django.db import connections, transaction

    from rooms.live.commands import performing, writer

    pool = ThreadPoolExecutor(THREADS)
    here = local()

    class Autocommit:
        """Replaces `django.db.transaction` where commands are performed."""

        on_commit = staticmethod(transaction.on_commit)

        @staticmethod
        def atomic() -> AbstractContextManager[None]:
            """No transaction for the broken commands; the commands that prepare them still have one."""
            return nullcontext() if here.broken else transaction.atomic()

    def perform(ask: Any) -> Any:
        here.broken = ask.name in ("poll.vote", "poll.close")
        (receipt,) = performing.perform_all([ask])
        if receipt.status == "busy":
            connections.close_all()  # as the writer does: PostgreSQL may have been killed
        return receipt

    performing.transaction = Autocommit  # type: ignore[assignment]  # the planted fault

    async def answer(self: Any, ask: Any) -> Any:
        return await asyncio.wrap_future(pool.submit(perform, ask))

    writer.Writer.submit = lambda self, ask: pool.submit(perform, ask)  # type: ignore[method-assign]  # the planted fault
    writer.Writer.answer = answer  # type: ignore[method-assign]  # the planted fault


MUTANTS: dict[str, Callable[[], None]] = {
    "acknowledge_before_commit": acknowledge_first,
    "no_idempotency": no_idempotency,
    "check_then_insert": check_then_insert,
    "close_without_guard": close_without_guard,
}
