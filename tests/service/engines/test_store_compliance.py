"""Every case of the store's suite, once more for each engine."""

from __future__ import annotations

import pytest

from service.triple_store.remote import RemoteStore
from tests.service.test_triple_store import *  # noqa: F403 - its cases are collected here again
from tests.service.test_triple_store import test_a_store_that_is_none_is_said_to_be_damaged

del test_a_store_that_is_none_is_said_to_be_damaged  # about a folder on disk


@pytest.fixture
def any_store(small_store: RemoteStore) -> RemoteStore:
    """Instead of the store in memory and the one on disk."""
    return small_store


@pytest.fixture
def store(small_store: RemoteStore) -> RemoteStore:
    """Instead of the store in memory."""
    return small_store
