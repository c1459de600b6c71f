"""All settings in one frozen object, built at the edge (CLI, app factory) and passed in.

Each is a row below with its default and its help; the environment variable is the upper-case name
with the prefix ``CLUSTERWISSEN_``. `rows()` is what ``clusterwissen serve --help`` and the README
table are made from, and a test fails for a setting without help.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator
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
    query_concurrency: int = Field(
        default=8, ge=1, le=256, description="SPARQL queries that may run at once."
    )
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
