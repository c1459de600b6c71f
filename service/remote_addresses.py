"""Whether the endpoints that SERVICE may ask are where everybody could reach them.

A name on the list of allowed endpoints may be made to point into the network the server stands in; so
every address it has now must be a public one. An endpoint whose host is written as an address means that
address, whichever it is.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import urlsplit

from service.errors import RemoteRefused

# Translated by routers into an IPv4 address, its last 32 bits (RFC 6052).
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")


def check_addresses(endpoints: Iterable[str]) -> None:
    """Resolves the hosts, which may take a while; raises RemoteRefused for one that is not public."""
    for endpoint in endpoints:
        host = urlsplit(endpoint).hostname or ""
        if _is_address(host):
            continue
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            raise RemoteRefused(f"The host of <{endpoint}> has no address at present.") from problem
        if not all(is_public(str(entry[4][0])) for entry in found):
            raise RemoteRefused(
                f"The host of <{endpoint}> has an address that is not a public one, so it is not asked."
            )


def is_public(text: str) -> bool:
    """Whether an address can be reached from anywhere, also one that stands inside of another."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        inside = _inside(address)
        if inside is not None:
            address = inside
    return address.is_global and not address.is_multicast


def _inside(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
