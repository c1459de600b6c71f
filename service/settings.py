"""All settings in one frozen object, built at the edge (CLI, app factory) and passed in.

Each is a row below with its default and its help; the environment variable is the upper-case name
with the prefix ``CLUSTERWISSEN_``. `rows()` is what ``clusterwissen serve --help`` and the README
table are made from, and a test fails for a setting without help.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CLUSTERWISSEN_"


class Settings(BaseSettings):
    """Settings of one process. Raises pydantic.ValidationError for a value out of range."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: str = Field(default="127.0.0.1", description="Address the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port the server listens on.")
    public_url: str = Field(
        default="",
        description="URL under which clients see the server, e.g. https://wissen.example.org; "
        "empty: http://HOST:PORT.",
    )
    data: Path = Field(default=Path("data"), description="Folder for builds and ingested documents.")
    corpus: Path = Field(default=Path("corpus"), description="Folder with the reviewed records.")
    encoder: str = Field(
        default="bilingual-static",
        description="Text encoder: the one shipped, or the name or folder of a sentence-transformers model.",
    )
    search_beside: bool = Field(
        default=True,
        description="Whether a second process answers questions too, so that two are answered at once.",
    )
    query_timeout: float = Field(
        default=20.0, gt=0, le=3600, description="Seconds a SPARQL query may take at most."
    )
    query_rows: int = Field(
        default=100_000, ge=1, description="Rows or triples a SPARQL result may have at most."
    )
    query_bytes: int = Field(
        default=100_000_000, ge=1_000, description="Bytes a SPARQL result may have at most."
    )
    query_length: int = Field(
        default=200_000, ge=100, description="Characters a SPARQL query may have at most."
    )
    query_nesting: int = Field(
        default=100, ge=10, le=150, description="Levels of brackets a SPARQL query may have at most."
    )
    query_workers: int = Field(
        default=0,
        ge=0,
        le=64,
        description="SPARQL queries at full speed at once, long ones not counted; 0: one for each processor.",
    )
    query_concurrency: int = Field(
        default=32, ge=1, le=256, description="SPARQL queries that may run or wait at once."
    )
    query_concurrency_per_client: int = Field(
        default=24, ge=1, le=256, description="Of these, how many may be of one client (address)."
    )
    query_memory: int = Field(
        default=256, ge=16, description="MiB of memory a SPARQL query may use, besides the graph itself."
    )
    query_triples: int = Field(
        default=2_000_000,
        ge=0,
        description="Triples up to which queries are answered from memory; a larger graph is read from disk.",
    )
    query_remembered: int = Field(
        default=32,
        ge=0,
        description="MiB of results of costly SPARQL queries that are kept until the next build; 0: none.",
    )
    query_services: str = Field(
        default="", description="Endpoints that SERVICE may ask, separated by spaces; empty: none."
    )
    store: str = Field(
        default="",
        description="URL for queries of a SPARQL 1.1 store that keeps the graph, e.g. "
        "http://localhost:7878/query; empty: the data folder keeps it.",
    )
    store_update: str = Field(
        default="",
        description="The store's URL for updates; empty: derived for oxigraph serve and Virtuoso.",
    )
    store_graphs: str = Field(
        default="",
        description="The store's URL of the Graph Store Protocol; empty: derived for oxigraph serve and "
        "Virtuoso.",
    )
    store_user: str = Field(default="", description="Name for the store (Basic or Digest); empty: none.")
    store_password: SecretStr = Field(default=SecretStr(""), description="Password for the store.")
    request_bytes: int = Field(
        default=1_000_000, ge=1_000, description="Bytes a request body may have at most."
    )
    keep_builds: int = Field(
        default=2, ge=1, le=100, description="Builds kept on disk, the current one included."
    )
    watch_seconds: float = Field(
        default=1.0, gt=0, le=3600, description="Seconds between looks whether a new build has been made."
    )

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("give a URL that starts with http:// or https://")
        return value.rstrip("/")

    @field_validator("store", "store_update", "store_graphs")
    @classmethod
    def _store_url(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("give a URL that starts with http:// or https://")
        if parts.username or parts.password:
            raise ValueError("give name and password as store_user and store_password, not in the URL")
        return value

    @property
    def base_url(self) -> str:
        """The public URL without a slash at its end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def base_path(self) -> str:
        """The path of the public URL, without a slash at its end; empty where it has none."""
        return urlsplit(self.base_url).path.rstrip("/")


def rows() -> list[tuple[str, str, str]]:
    """One (environment variable, default, help) per setting, in the order above."""
    return [
        (PREFIX + name.upper(), str(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
