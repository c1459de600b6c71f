"""The manifest: what the service is and where its parts are (section 3.1), with the public URL."""

from __future__ import annotations

from collections.abc import Container

import service
from ontology.vocabulary import CW
from service.schemas import Language
from service.use_cases.reconciling import wording
from service.use_cases.reconciling.entities import IDENTIFIER_SPACE, class_name
from service.use_cases.reconciling.extension import settings_offered
from service.use_cases.reconciling.messages import (
    ExtendService,
    Manifest,
    Preview,
    Reference,
    ServicePath,
    SuggestService,
    SuggestServices,
    UrlTemplate,
)
from service.use_cases.reconciling.wording import said

BATCH_SIZE = 50
# The classes whose things stand in people's tables; more are found by the suggest service.
_DEFAULT_TYPES = (
    *("ClusterInitiative", "Cluster", "Organisation", "Region", "ChamberDistrict", "Sector", "Trade"),
    *("ActorType", "Measure", "Barrier", "Benefit", "Drawback", "Skill", "ManagementTask", "Topic", "Work"),
)


def manifest(base_url: str, language: Language, present: Container[str]) -> Manifest:
    """The manifest in one language; `present` are the classes of which the build has things."""
    path = f"/reconcile/{language}"
    return Manifest(
        versions=["0.2"],
        name=said(wording.SERVICE, language),
        identifierSpace=IDENTIFIER_SPACE,
        schemaSpace=str(CW),
        documentation=f"{base_url}/docs",
        logo=f"{base_url}/static/mark.svg",
        serviceVersion=service.__version__,
        defaultTypes=[
            Reference(id=name, name=class_name(name, language)) for name in _DEFAULT_TYPES if name in present
        ],
        view=UrlTemplate(url=f"{base_url}{path}/view?id={{{{id}}}}"),
        preview=Preview(url=f"{base_url}{path}/preview?id={{{{id}}}}", width=430, height=320),
        suggest=SuggestServices(
            entity=_suggest(base_url, path, "entity"),
            type=_suggest(base_url, path, "type"),
            property=_suggest(base_url, path, "property"),
        ),
        extend=ExtendService(
            propose_properties=ServicePath(service_url=base_url, service_path=f"{path}/extend/propose"),
            property_settings=settings_offered(language),
        ),
        batchSize=BATCH_SIZE,
    )


def _suggest(base_url: str, path: str, sort: str) -> SuggestService:
    return SuggestService(
        service_url=base_url,
        service_path=f"{path}/suggest/{sort}",
        flyout_service_url=base_url,
        flyout_service_path=f"{path}/flyout/{sort}?id=${{id}}",
    )
