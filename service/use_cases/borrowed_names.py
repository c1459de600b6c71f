"""Names of terms that come from other vocabularies, where their own labels are English only or technical."""

from __future__ import annotations

from rdflib import URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SKOS

from ontology.vocabulary import BIBO, CITO, OA

_NAMES: dict[URIRef, tuple[str, str]] = {
    RDF.type: ("Art", "type"),
    RDF.value: ("Wortlaut", "wording"),
    RDF.subject: ("Verbindung von", "link from"),
    RDF.predicate: ("Art der Verbindung", "kind of link"),
    RDF.object: ("Verbindung zu", "link to"),
    RDFS.label: ("Name", "name"),
    RDFS.comment: ("Erläuterung", "comment"),
    SKOS.prefLabel: ("Vorzugsname", "preferred name"),
    SKOS.altLabel: ("auch genannt", "also called"),
    SKOS.hiddenLabel: ("Suchwort", "search phrase"),
    SKOS.definition: ("Definition", "definition"),
    SKOS.notation: ("Nummer", "number"),
    SKOS.broader: ("Oberbegriff", "broader concept"),
    SKOS.narrower: ("Unterbegriff", "narrower concept"),
    SKOS.related: ("verwandt mit", "related to"),
    SKOS.inScheme: ("gehört zur Begriffsliste", "in list of concepts"),
    SKOS.hasTopConcept: ("oberster Begriff", "top concept"),
    SKOS.topConceptOf: ("oberster Begriff von", "top concept of"),
    SKOS.exactMatch: ("entspricht genau", "exact match"),
    SKOS.closeMatch: ("entspricht fast", "close match"),
    SKOS.narrowMatch: ("umfasst", "narrower match"),
    SKOS.Concept: ("Begriff", "concept"),
    SKOS.ConceptScheme: ("Begriffsliste", "list of concepts"),
    DCTERMS.source: ("Quelle", "source"),
    DCTERMS.title: ("Titel", "title"),
    DCTERMS.alternative: ("auch genannt", "alternative title"),
    DCTERMS.description: ("Beschreibung", "description"),
    DCTERMS.identifier: ("Kennung", "identifier"),
    DCTERMS.format: ("Format", "format"),
    DCTERMS.language: ("Sprache", "language"),
    DCTERMS.isPartOf: ("Teil von", "part of"),
    DCTERMS.hasPart: ("besteht aus", "has part"),
    DCTERMS.issued: ("erschienen", "issued"),
    DCTERMS.publisher: ("herausgegeben von", "published by"),
    DCTERMS.subject: ("Thema", "subject"),
    CITO.cites: ("zitiert", "cites"),
    CITO.reviews: ("bespricht", "reviews"),
    ORG.classification: ("Rechtsform oder Art", "legal form or kind"),
    ORG.hasMember: ("hat als Mitglied", "has member"),
    ORG.hasSubOrganization: ("hat als Teil", "has as a unit"),
    ORG.Organization: ("Organisation", "organisation"),
    ORG.OrganizationalUnit: ("Teil einer Organisation", "unit of an organisation"),
    PROV.hadPrimarySource: ("beruht auf der Quelle", "rests on the source"),
    PROV.Entity: ("Eintrag mit Herkunft", "entry with a provenance"),
    QB.dataSet: ("steht in der Tabelle", "stands in the table"),
    QB.structure: ("Aufbau der Tabelle", "structure of the table"),
    QB.component: ("Bestandteil", "component"),
    QB.dimension: ("Merkmal", "dimension"),
    QB.measure: ("Messgröße", "measured quantity"),
    QB.attribute: ("Zusatzangabe", "attribute"),
    QB.order: ("Reihenfolge", "order"),
    QB.DataSet: ("Tabelle", "table"),
    QB.Observation: ("Beobachtung", "observation"),
    SDO.about: ("handelt von", "is about"),
    SDO.location: ("Ort", "location"),
    SDO.mentions: ("erwähnt", "mentions"),
    SDO.foundingDate: ("gegründet", "founded"),
    SDO.Place: ("Ort", "place"),
    SDO.AdministrativeArea: ("Verwaltungsgebiet", "administrative area"),
    SDO.Organization: ("Organisation", "organisation"),
    SDO.CreativeWork: ("Werk", "creative work"),
    SDO.Dataset: ("Datensatz", "dataset"),
    BIBO.Document: ("Dokument", "document"),
    BIBO.DocumentPart: ("Teil eines Dokuments", "part of a document"),
    OA.hasSelector: ("Textstelle", "text selector"),
    OWL.sameAs: ("ist dasselbe wie", "is the same as"),
}
_BY_IRI = {str(iri): names for iri, names in _NAMES.items()}


def borrowed_name(iri: str, language: str) -> str | None:
    """The name of a borrowed term in German or, for any other language, English; None for other IRIs."""
    if iri not in _BY_IRI:
        return None
    german, english = _BY_IRI[iri]
    return german if language == "de" else english
