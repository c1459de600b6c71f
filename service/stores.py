"""Where the graph of a build is kept: in its folder, or at the SPARQL endpoint of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.builds import Build
from service.settings import Settings
from service.triple_store import TripleStore
from service.triple_store.oxigraph import OxigraphStore

if TYPE_CHECKING:  # loads an HTTP client, which nobody needs who keeps the graph in the folder
    from service.triple_store.remote_connection import Connection


def open_store(settings: Settings, build: Build) -> TripleStore:
    """The store of a build.

    Raises BuildDamaged; and StoreUnreachable, StoreRefused, StoreMismatch where an endpoint keeps it.
    """
    if not settings.store:
        return OxigraphStore.open(build.store)
    from service.triple_store.remote import RemoteStore

    return RemoteStore.open(connect(settings), build.id)


def connect(settings: Settings) -> Connection:
    """A connection to the endpoint of the settings; nothing is asked yet."""
    from service.triple_store.remote_connection import Connection, Endpoint

    endpoint = Endpoint(
        query=settings.store,
        update=settings.store_update,
        graphs=settings.store_graphs,
        user=settings.store_user,
        password=settings.store_password.get_secret_value(),
    )
    return Connection(endpoint, places=settings.query_concurrency)
