"""The headers of a request before anybody reads them: bounded, and each list in one line.

A list may be sent in several lines (RFC 9110, section 5.3), yet most readers take the first line only.
"""

from __future__ import annotations

from starlette.types import Scope

from service.errors import AddressTooLong, HeadersTooLarge

_LISTS = {b"accept", b"accept-encoding", b"accept-language", b"if-none-match"}
_MOST_HEADERS = 100
_MOST_BYTES = 32_768
_LONGEST_ADDRESS = 65_536


def check_size(scope: Scope) -> None:
    """Raises AddressTooLong or HeadersTooLarge for a request that no honest client sends."""
    if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
        raise AddressTooLong(
            f"The address has more than {_LONGEST_ADDRESS} characters. Send a long query by POST."
        )
    headers = scope["headers"]
    if len(headers) > _MOST_HEADERS or sum(len(n) + len(v) for n, v in headers) > _MOST_BYTES:
        raise HeadersTooLarge(
            f"The request has {len(headers)} headers; at most {_MOST_HEADERS} with {_MOST_BYTES} bytes "
            "in all are read."
        )


def in_one_line(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers with the lines of each list joined by commas, in the order sent."""
    lists = [name for name, _ in headers if name in _LISTS]
    if len(lists) == len(set(lists)):
        return headers
    joined = {name: b", ".join(v for n, v in headers if n == name) for name in set(lists)}
    return [*joined.items(), *((name, value) for name, value in headers if name not in _LISTS)]
