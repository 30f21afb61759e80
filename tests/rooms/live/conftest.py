"""Browsers of people who are not in yet."""

import pytest
from django.test import Client


@pytest.fixture
def phone():
    return Client()
