"""Somebody with a token, and a program that uses it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from livesessions.archive.api.tokens import make
from livesessions.programme.models import Programme


class Program:
    """A program that asks with a token, as any client of HTTP does."""

    def __init__(self, token: str) -> None:
        self.token = token

    def get(self, path: str, client: Client | None = None, **headers: str) -> Any:
        """The answer to GET of an address, or of what stands under /api/v1/."""
        headers["Authorization"] = f"Bearer {self.token}"
        return (client or Client()).get(path if path.startswith("/") else f"/api/v1/{path}", headers=headers)


@pytest.fixture
def with_token() -> Callable[..., Program]:
    """Make a token of somebody for some programmes; the program that has it."""

    def made(owner: User, *programmes: Programme, days: int = 90) -> Program:
        return Program(make(owner, "Dashboard", programmes, days))

    return made


@pytest.fixture
def program(prepared, with_token) -> Program:
    """A program of who organises the programme."""
    return with_token(prepared.organiser, prepared.programme)
