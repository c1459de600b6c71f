"""What OpenRefine 3.8 sends when a column is reconciled and enriched, step by step, each answer checked.

Recorded as a list of steps: OpenRefine's browser reads the manifest and asks for suggestions, previews and
proposals; its server sends forms, with no Accept-Language.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.service.reconciling import message_schemas as schemas
from tests.service.reconciling.message_schemas import check

SERVER = {
    "User-Agent": "OpenRefine 3.8.7",
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
}


class OpenRefine:
    """A client that knows one address and takes all others from the manifest."""

    def __init__(self, client: TestClient, endpoint: str, language: str) -> None:
        self._client, self._endpoint = client, endpoint
        self._browser = {
            "Accept": "application/json, text/javascript, */*; q=0.01",
            "Accept-Language": language,
        }
        self.manifest = check(self._browse(endpoint), schemas.MANIFEST)

    def post(self, name: str, message: Any, schema: schemas.Schema) -> Any:
        """Sends a form to the endpoint, as OpenRefine's server does."""
        form = f"{name}={quote(json.dumps(message), safe='')}"
        response = self._client.post(self._endpoint, content=form, headers=SERVER)
        assert response.status_code == 200, response.text
        return check(response.json(), schema)

    def guess_types(self, column: list[str]) -> list[str]:
        """The types of the best candidates of the first cells, most frequent first."""
        queries = {f"q{n}": {"query": cell, "limit": 3} for n, cell in enumerate(column[:10])}
        found = self.post("queries", queries, schemas.RESULTS)
        assert found.keys() == queries.keys()
        types = [t["id"] for answer in found.values() for c in answer["result"][:1] for t in c["type"]]
        return sorted(set(types), key=lambda name: -types.count(name))

    def suggest(self, sort: str, typed: str, schema: schemas.Schema) -> list[dict[str, Any]]:
        """What the box shows, with a preview of the first."""
        service = self.manifest["suggest"][sort]
        url = f"{service['service_url']}{service['service_path']}?prefix={quote(typed)}&_=1763730000000"
        found: list[dict[str, Any]] = check(self._browse(url), schema)["result"]
        path = service["flyout_service_path"].replace("${id}", quote(found[0]["id"], safe=""))
        flyout = check(self._browse(service["flyout_service_url"] + path), schemas.FLYOUT)
        assert flyout["id"] == found[0]["id"]
        assert found[0]["name"] in flyout["html"]
        return found

    def preview(self, identifier: str) -> str:
        """The page in the frame."""
        url = self.manifest["preview"]["url"].replace("{{id}}", quote(identifier, safe=""))
        response = self._client.get(_path(url), headers={"Accept": "text/html"})
        assert response.status_code == 200
        assert "frame-ancestors *" in response.headers["content-security-policy"]
        return response.text

    def view(self, identifier: str) -> str:
        """Where the link of a matched cell leads."""
        url = self.manifest["view"]["url"].replace("{{id}}", quote(identifier, safe=""))
        response = self._client.get(_path(url))
        assert response.status_code == 303
        return response.headers["location"]

    def propose(self, type_: str) -> set[str]:
        """The properties that the dialog offers."""
        service = self.manifest["extend"]["propose_properties"]
        url = f"{service['service_url']}{service['service_path']}?type={type_}"
        found = check(self._browse(url), schemas.PROPOSALS)
        assert found["type"] == type_
        return {one["id"] for one in found["properties"]}

    def _browse(self, url: str) -> Any:
        response = self._client.get(_path(url), headers=self._browser)
        assert response.status_code == 200, response.text
        assert response.headers["access-control-allow-origin"] == "*"
        return response.json()


def _path(url: str) -> str:
    parts = urlsplit(url)
    assert not parts.netloc or url.startswith("https://wissen.example.org/"), url
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def test_a_column_is_reconciled_and_enriched(client: TestClient) -> None:
    refine = OpenRefine(client, "/reconcile", "de-DE,de;q=0.9")
    column = ["Nutzen unbekannt", "schlecht informiert", "NUTZEN UNBEKANT", "ganz etwas anderes"]
    assert refine.guess_types(column) == ["Barrier"]
    assert [t["id"] for t in refine.suggest("type", "Hemm", schemas.SUGGESTED_TYPES)] == ["Barrier"]
    assert "addressedBy" in {
        p["id"] for p in refine.suggest("property", "wird", schemas.SUGGESTED_PROPERTIES)
    }
    queries = {
        f"q{n}": {
            "query": cell,
            "type": "Barrier",
            "type_strict": "should",
            "properties": [{"pid": "addressedBy", "v": "Vortrag in der Innung"}],
        }
        for n, cell in enumerate(column)
    }
    found = refine.post("queries", queries, schemas.RESULTS)
    best = [found[f"q{n}"]["result"][:1] for n in range(3)]
    assert [(one["id"], one["match"]) for [one] in best] == [
        ("barrier/unaware", True),
        ("barrier/informed-badly", True),
        ("barrier/unaware", False),
    ]
    assert not any(one["match"] for one in found["q3"]["result"])
    [by_hand] = refine.suggest("entity", "Schlecht", schemas.SUGGESTED_ENTITIES)
    assert [t["name"] for t in by_hand["notable"]] == ["Hemmnis"]
    assert "<h1>" in refine.preview("barrier/unaware")
    assert refine.view("barrier/unaware") == "/id/barrier/unaware?lang=de"
    assert client.get(refine.view("barrier/unaware")).headers["location"] == "/doc/barrier/unaware?lang=de"
    assert {"addressedBy", "broader", "label"} <= refine.propose("Barrier")
    assert refine.propose("") > refine.propose("Barrier")
    wanted = {
        "ids": ["barrier/unaware", "barrier/informed-badly"],
        "properties": [
            {"id": "broader"},
            {"id": "addressedBy", "settings": {"limit": "1", "asserted": "on"}},
        ],
    }
    added = refine.post("extend", wanted, schemas.EXTENSION)
    assert [(column["id"], column["name"]) for column in added["meta"]] == [
        ("broader", "Oberbegriff"),
        ("addressedBy", "wird angegangen durch"),
    ]
    assert added["rows"] == {
        "barrier/unaware": {
            "broader": [{"id": "barrier/informed-badly", "name": "Schlecht informiert"}],
            "addressedBy": [],  # it only follows from what is on record
        },
        "barrier/informed-badly": {"broader": [], "addressedBy": []},
    }


def test_the_endpoint_of_a_language_speaks_it_throughout(client: TestClient) -> None:
    refine = OpenRefine(client, "/reconcile/en", "de")
    assert refine.manifest["name"] == "Clusterwissen (English)"
    found = refine.post("queries", {"q": {"query": "Nutzen unbekannt"}}, schemas.RESULTS)
    assert [found["q"]["result"][0][key] for key in ("name", "match")] == ["Benefits unknown", True]
    assert found["q"]["result"][0]["type"] == [{"id": "Barrier", "name": "Barrier"}]
    assert refine.suggest("property", "broader", schemas.SUGGESTED_PROPERTIES)[0]["name"] == "broader concept"
    assert '<html lang="en">' in refine.preview("measure/talk")
    added = refine.post(
        "extend", {"ids": ["measure/talk"], "properties": [{"id": "audience"}]}, schemas.EXTENSION
    )
    assert added["rows"]["measure/talk"]["audience"][0]["name"] == "Cluster manager"


@pytest.mark.parametrize(
    ("cell", "name"), [("benefits unknown", "Benefits unknown"), ("Nutzen", "Nutzen unbekannt")]
)
def test_where_no_language_is_named_a_candidate_is_called_as_in_the_cell(
    client: TestClient, cell: str, name: str
) -> None:
    form = {"queries": json.dumps({"q": {"query": cell}})}
    assert "accept-language" not in client.headers
    found = client.post("/reconcile", data=form).json()
    assert found["q"]["result"][0]["name"] == name
