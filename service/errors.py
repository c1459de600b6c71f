"""Everything the service refuses or fails at, each with its HTTP status and exit code.

ServiceError                    500  1
|-- BadRequest                  400  3   the client's request is wrong
|   |-- BadQuery                400  3   SPARQL that cannot be parsed or is refused
|   |   `-- RemoteRefused       400  3   access to other machines
|   |-- ForbiddenQuery          403  3   update
|   |-- NotFound                404  3
|   |-- NotAcceptable           406  3
|   |-- TooLarge                413  3
|   |-- AddressTooLong          414  3
|   |-- UnsupportedMediaType    415  3
|   |-- NoSuchRange             416  3
|   `-- HeadersTooLarge         431  3
|-- TooBusy                     429  4   the client may try again
|-- QueryTimedOut               503  4
|-- QueryBroke                  503  1   the query ended the process it ran in
|-- RemoteFailed                502  1   an endpoint that SERVICE asks gave no usable answer
|-- NoBuild                     503  4   nothing to serve yet
|-- StoreFailed                 503  1   the store at another endpoint does not do its part
|   |-- StoreUnreachable        503  4   it does not answer, or is busy
|   |-- StoreMismatch           503  4   it holds another build
|   `-- StoreRefused            503  1   it refuses, or answers what it should not
|-- BuildFailed                 500  1
|   |-- BuildLocked             500  4   another build is at work
|   |-- InputRefused            400  3   records or documents with mistakes
|   |-- BuildUnwritable         500  1   no space, no rights
|   `-- BuildDamaged            500  1   a build's files differ from its manifest
|-- EncoderUnavailable          500  1
`-- IndexMismatch               500  1
"""

# The names say what is the case, without an Error at the end.
# ruff: noqa: N818

from __future__ import annotations

from collections.abc import Mapping


class ServiceError(Exception):
    """Root of the tree. `str(error)` says what was wrong and what would be right."""

    status = 500
    title = "The service failed"
    exit_code = 1
    headers: Mapping[str, str] = {}

    @property
    def slug(self) -> str:
        """Name of the problem type, the last part of its `type` IRI, e.g. `bad-query`."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class BadRequest(ServiceError):
    """The request itself is wrong; sending it again does not help."""

    status = 400
    title = "The request cannot be understood"
    exit_code = 3


class BadQuery(BadRequest):
    """SPARQL that cannot be parsed, or that asks for more than is safe to parse."""

    title = "The SPARQL query cannot be run"


class RemoteRefused(BadQuery):
    """SPARQL that would reach other machines."""

    title = "Other machines are not asked"


class ForbiddenQuery(BadRequest):
    """SPARQL that would change data."""

    status = 403
    title = "This kind of query is refused"


class NotFound(BadRequest):
    """Nothing is known under this name."""

    status = 404
    title = "Not found"


class NotAcceptable(BadRequest):
    """The client accepts none of the formats there are."""

    status = 406
    title = "No acceptable format"


class TooLarge(BadRequest):
    """A request or a result over a cap."""

    status = 413
    title = "Too large"


class AddressTooLong(BadRequest):
    """A URL over the cap; a long query can be sent by POST."""

    status = 414
    title = "The address is too long"


class UnsupportedMediaType(BadRequest):
    """A request body in a format that is not read here."""

    status = 415
    title = "Unsupported media type"


class NoSuchRange(BadRequest):
    """A range that lies outside of the file; `size` is the number of bytes there are."""

    status = 416
    title = "There is no such range"

    def __init__(self, size: int) -> None:
        super().__init__(f"The file has {size} bytes, and the range asked for lies outside of them.")
        self.headers = {"Content-Range": f"bytes */{size}"}


class HeadersTooLarge(BadRequest):
    """More headers, or longer ones, than are read."""

    status = 431
    title = "Too many or too large headers"


class TooBusy(ServiceError):
    """All places for running queries are taken."""

    status = 429
    title = "Too many queries at once"
    exit_code = 4
    headers: Mapping[str, str] = {"Retry-After": "2"}


class QueryTimedOut(ServiceError):
    """The query did not end before its deadline; there is no partial result."""

    status = 503
    title = "The query took too long"
    exit_code = 4


class QueryBroke(ServiceError):
    """The query ended its process, mostly by using more memory than it may; others were not disturbed."""

    status = 503
    title = "The query ended its process"


class RemoteFailed(ServiceError):
    """An endpoint that the query asks by SERVICE cannot be reached, or gave no usable answer."""

    status = 502
    title = "Another endpoint did not answer"


class NoBuild(ServiceError):
    """There is no build to serve."""

    status = 503
    title = "No build is loaded"
    exit_code = 4
    headers: Mapping[str, str] = {"Retry-After": "10"}


class StoreFailed(ServiceError):
    """The store is kept by another engine, and that one does not do its part."""

    status = 503
    title = "The store behind this service failed"
    headers: Mapping[str, str] = {"Retry-After": "5"}


class StoreUnreachable(StoreFailed):
    """Nothing answers at the endpoint, or it is busy."""

    title = "The store behind this service cannot be reached"
    exit_code = 4


class StoreMismatch(StoreFailed):
    """The endpoint holds another build than the data folder, or none."""

    title = "The store holds another build"
    exit_code = 4


class StoreRefused(StoreFailed):
    """The endpoint refuses, or its answer is not what the protocol promises."""


class BuildFailed(ServiceError):
    """A build could not be made; the previous one still serves."""

    title = "The build failed"


class BuildLocked(BuildFailed):
    """Another process is building into the same data folder."""

    exit_code = 4


class InputRefused(BuildFailed):
    """The records or documents have mistakes; the message lists every one."""

    status = 400
    title = "The input is refused"
    exit_code = 3


class BuildUnwritable(BuildFailed):
    """The data folder has no space or no rights."""


class BuildDamaged(BuildFailed):
    """The files of a build are not those its manifest lists."""


class EncoderUnavailable(ServiceError):
    """The text encoder named in the settings cannot be loaded."""

    title = "The text encoder is not available"


class IndexMismatch(ServiceError):
    """An index cannot be read, or was made with another encoder."""

    title = "An index does not fit"
