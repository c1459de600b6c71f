"""Dumps of the whole build."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.dependencies import KnowledgeOf
from service.responses import file_response
from service.use_cases.export import find_dump

router = APIRouter(tags=["Data"])


@router.get("/export/{name}", summary="A dump: clusterwissen.{ttl,nt,nq,trig,jsonld,rdf}, each also with .gz")
def export(request: Request, name: str, knowledge: KnowledgeOf) -> Response:
    """Streamed, with ETag and ranges; the checksum is that of the manifest and of /dataset."""
    dump = find_dump(knowledge.build, name)
    headers = {"Content-Disposition": f'inline; filename="{dump.name}"'}
    return file_response(request, dump.path, dump.media_type, dump.sha256[:32], headers)
