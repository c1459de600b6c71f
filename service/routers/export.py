"""Dumps of the whole build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from service.api_description import Responses, formats
from service.builds import Build
from service.compression import accepts_gzip
from service.dependencies import KnowledgeOf
from service.dumps import NAME
from service.media_types import GRAPH_FORMATS
from service.responses import file_response
from service.use_cases.export import GZIP, Dump, compressed, find_dump

router = APIRouter(tags=["Data"])


_MEDIA_TYPES = [*(form.media_type for form in GRAPH_FORMATS), GZIP]
_NAMES = [f"{NAME}.{form.suffix}" for form in GRAPH_FORMATS]
_RANGES: Responses = {
    206: {"description": "The range asked for."},
    416: {"description": "The range lies outside of the file."},
}
_Name = Annotated[str, Path(description="The file.", examples=[*_NAMES, f"{NAME}.ttl.gz"])]


@router.get(
    "/export/{name}",
    response_class=Response,
    responses=formats(*_MEDIA_TYPES, also=_RANGES),
    summary="A dump: clusterwissen.{ttl,nt,nq,trig,jsonld,rdf}, each also with .gz",
)
def export(request: Request, name: _Name, knowledge: KnowledgeOf) -> Response:
    """Streamed, with ETag and ranges; the checksum is that of the manifest and of /dataset."""
    dump = find_dump(knowledge.build, name)
    headers = {"Content-Disposition": f'inline; filename="{dump.name}"'}
    return send_dump(request, knowledge.build, dump, headers)


def send_dump(
    request: Request, build: Build, dump: Dump, headers: Mapping[str, str] | None = None
) -> Response:
    """The file; for a client that takes gzip and wants it whole, from the copy compressed already."""
    head = request.state.head
    packed = compressed(build, dump)
    sent = dict(headers or {})
    if packed is not None:
        sent["Vary"] = ", ".join(filter(None, [sent.get("Vary"), "Accept-Encoding"]))
        whole = head or "range" not in request.headers
        if whole and accepts_gzip(request.headers.get("accept-encoding", "")):
            sent["Content-Encoding"] = "gzip"
            dump = packed
    media_type = dump.form.media_type if "Content-Encoding" in sent else dump.media_type
    return file_response(request, dump.path, media_type, dump.sha256[:32], sent, head=head)
