"""Reading parameters the way the SPARQL 1.1 Protocol wants: strict UTF-8, each value decoded once."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Path

from service.errors import BadRequest

DocumentSuffix = Annotated[
    str, Path(description="ttl, jsonld, rdf, nt or html.", examples=["ttl", "jsonld", "rdf", "nt", "html"])
]


class Parameters:
    """Names and values in the order sent."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    @classmethod
    def parse(cls, encoded: bytes) -> Parameters:
        """Parses `application/x-www-form-urlencoded`; raises BadRequest for what is not UTF-8."""
        if not encoded:
            return cls([])
        try:
            pairs = parse_qsl(
                encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
            )
        except UnicodeDecodeError as problem:
            raise BadRequest(
                "The parameters are not UTF-8. Percent-encode the UTF-8 bytes of every value."
            ) from problem
        except ValueError as problem:
            raise BadRequest(f"The parameters cannot be read: {problem}.") from problem
        return cls(pairs)

    def and_more(self, encoded: bytes) -> Parameters:
        """These parameters and those of `encoded`; raises as parse does."""
        return Parameters([*self._pairs, *Parameters.parse(encoded)._pairs])

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter."""
        return tuple(value for key, value in self._pairs if key == name)

    def one(self, name: str) -> str | None:
        """The value of a parameter, None without one; raises BadRequest for more than one."""
        values = self.all(name)
        if len(values) > 1:
            raise BadRequest(f"There are {len(values)} parameters `{name}`; send exactly one.")
        return values[0] if values else None
