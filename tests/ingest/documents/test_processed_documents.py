"""A whole document: processing, triples, keeping and loading."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_documents import BASE, LABELS, MAGAZINE, REPORT, STUDY
from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef

from ingest import check_documents
from ingest.document_model import OffsetMap, ProcessedDocument
from ingest.documents import (
    document_graph_triples,
    load_document,
    process_file,
    process_text,
    save_document,
)
from ingest.documents.figures import figures, links_per_concept, lost_characters, sample
from ingest.errors import DamagedFolder, EmptyDocument
from ingest.extraction import ConceptLexicon, concept_labels
from ingest.graph_building import corpus_graph
from ingest.readers import DecodedDocument
from ingest.records import read_corpus
from ingest.validation import validate
from ontology.identifiers import is_slug
from ontology.loading import load_ontology, load_shapes
from ontology.vocabulary import CW, OA

UNHURRIED = settings(deadline=None)
"""The first example loads the word lists."""

Write = Callable[[str, str | bytes], Path]

SPANS = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?passage ?thing ?start ?end WHERE {
    ?annotation a oa:Annotation ; oa:hasBody ?thing ; oa:hasTarget ?target .
    ?target oa:hasSource ?passage ; oa:hasSelector [ oa:start ?start ; oa:end ?end ] .
}
"""


@pytest.fixture
def study(write: Write, lexicon: ConceptLexicon) -> ProcessedDocument:
    return process_file(write("Kreis Musterthal_2019.txt", STUDY), lexicon=lexicon)


def test_a_document_has_slug_title_language_sections_and_linked_passages(study: ProcessedDocument) -> None:
    assert (study.slug, study.title, study.language) == (
        "kreis-musterthal-2019",
        "Kreis Musterthal 2019",
        "de",
    )
    assert [passage.slug for passage in study.passages[:2]] == [
        "kreis-musterthal-2019-00001",
        "kreis-musterthal-2019-00002",
    ]
    for passage in study.passages:
        assert study.cleaned[passage.start : passage.end] == passage.text
        assert study.original[passage.original_start] == passage.text[0]
        assert study.original[passage.original_end - 1] == passage.text[-1]
        for mention in passage.mentions:
            assert study.cleaned[mention.start : mention.end] == mention.surface
    table = next(passage for passage in study.passages if passage.kind == "table")
    assert table.path[-1] == "Was die Betriebe hindert"
    assert {mention.iri.removeprefix(BASE) for mention in table.mentions} == {
        "barrier/information-deficit",
        "barrier/lack-of-time",
    }


def test_the_same_file_gives_the_same_document(write: Write, lexicon: ConceptLexicon) -> None:
    path = write("netz.md", MAGAZINE)
    assert process_file(path, lexicon=lexicon) == process_file(path, lexicon=LABELS)


def test_title_and_slug_can_be_given(write: Write, lexicon: ConceptLexicon) -> None:
    path = write("netz.md", MAGAZINE)
    document = process_file(path, lexicon=lexicon, slug="reviewed-source", title="Anders")
    assert (document.slug, document.title) == ("reviewed-source", "Anders")
    assert process_file(path, lexicon=lexicon).title == "Netze, die tragen"
    assert process_file(write("статья.md", MAGAZINE), lexicon=lexicon).slug == "netze-die-tragen"


def test_pages_and_languages(write: Write, lexicon: ConceptLexicon) -> None:
    report = process_file(write("report.txt", REPORT), lexicon=lexicon)
    assert report.language == "en"
    assert [passage.page for passage in report.passages if passage.kind == "footnote"] == [1, 2, 3, 4]
    english = (
        "The managers of the clusters met twice in order to discuss what the small firms of the region need. "
    )
    mixed = process_file(write("mixed.txt", f"{STUDY}\n\n3. English\n\n{english * 3}\n"), lexicon=lexicon)
    assert mixed.language == "de"
    assert [passage.language for passage in mixed.passages if "managers" in passage.text] == ["en"]
    assert {passage.language for passage in mixed.passages if "managers" not in passage.text} == {"de"}


def test_a_file_without_text_is_refused_by_name(write: Write, lexicon: ConceptLexicon) -> None:
    with pytest.raises(EmptyDocument, match=r"leer\.txt"):
        process_file(write("leer.txt", "\n"), lexicon=lexicon)


def test_the_graph_says_all_about_source_sections_passages_and_mentions(study: ProcessedDocument) -> None:
    graph = document_graph_triples(study)
    source = URIRef(BASE + "source/kreis-musterthal-2019")
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]
    assert (source, RDF.type, CW.Source) in graph
    passages = set(graph.subjects(RDF.type, CW.Passage))
    assert len(passages) == len(study.passages)
    for passage in passages:
        assert {label.language for label in graph.objects(passage, RDFS.label)} == {"de", "en"}
        assert graph.value(passage, CW.passageOf) == source
        section = graph.value(passage, CW.inSection)
        assert (source, CW.section, section) in graph
        assert graph.value(section, CW.sectionKey)
        selector = graph.value(passage, OA.hasSelector)
        start, end = (graph.value(selector, term).toPython() for term in (OA.start, OA.end))
        assert study.cleaned[start:end] == str(graph.value(passage, RDF.value))
    for said in study.passages:
        titles = [] if said.section is None else [Literal(study.sections[said.section].title)]
        assert list(graph.objects(URIRef(f"{BASE}passage/{said.slug}"), CW.sectionTitle)) == titles
    keys = {str(key) for key in graph.objects(None, CW.sectionKey)}
    assert keys == {"1.1", "1.2", "Übersicht 1", "Erste Schritte im Kreis"}


def test_annotations_give_the_span_of_each_mention(study: ProcessedDocument) -> None:
    graph = document_graph_triples(study)
    found = {
        (str(passage), str(thing), str(graph.value(passage, RDF.value))[start.toPython() : end.toPython()])
        for passage, thing, start, end in graph.query(SPANS)
    }
    expected = {
        (f"{BASE}passage/{passage.slug}", mention.iri, mention.surface)
        for passage in study.passages
        for mention in passage.mentions
    }
    assert found == expected
    assert {(str(s), str(o)) for s, o in graph.subject_objects(CW.mentions)} == {entry[:2] for entry in found}


def test_a_new_document_holds_to_the_shapes(write: Write, small_corpus: Path) -> None:
    reviewed = corpus_graph(read_corpus(small_corpus))
    lexicon = ConceptLexicon(concept_labels(reviewed))
    everything = load_ontology() + reviewed
    for name, text in [
        ("neu.txt", STUDY),
        ("netz.md", MAGAZINE),
        ("zettel.txt", "Nur ein Informationsdefizit."),
    ]:
        everything += document_graph_triples(process_file(write(name, text), lexicon=lexicon), reviewed)
    validate(everything, load_shapes(), {})


def reviewed_corpus() -> Graph:
    """A source "study" with the sections 1.2, A 1 and a word of a title."""
    graph = Graph()
    source = URIRef(BASE + "source/study")
    graph.add((source, RDF.type, CW.Source))
    graph.add((source, RDFS.label, Literal("Die Studie", lang="de")))
    graph.add((source, RDFS.label, Literal("The study", lang="en")))
    for name, key in [("s1", "1"), ("s1-2", "1.2"), ("a-1", "A 1"), ("schritte", "Erste Schritte")]:
        section = URIRef(f"{BASE}section/study-{name}")
        graph.add((source, CW.section, section))
        graph.add((section, CW.sectionKey, Literal(key)))
    return graph


def test_passages_of_a_reviewed_source_attach_to_it_and_its_sections(
    write: Write, lexicon: ConceptLexicon
) -> None:
    text = STUDY.replace("Übersicht 1:", "Übersicht A 1:")
    document = process_file(write("any.txt", text), lexicon=lexicon, slug="study")
    graph = document_graph_triples(document, reviewed_corpus())
    assert not list(graph.subjects(RDF.type, CW.Source)), "what is reviewed is not said again"
    assert not list(graph.subjects(RDF.type, CW.Section))
    places = {
        passage.path[-1]: str(graph.value(URIRef(f"{BASE}passage/{passage.slug}"), CW.inSection))
        for passage in document.passages
    }
    assert places["Was die Betriebe hindert"] == BASE + "section/study-a-1"
    assert places["Anlass und Ziel der Erhebung"] == BASE + "section/study-s1", "the section around it"
    assert places["Erste Schritte im Kreis"] == BASE + "section/study-schritte"
    label = graph.value(URIRef(f"{BASE}passage/{document.passages[0].slug}"), RDFS.label)
    assert "Die Studie" in str(label) or "The study" in str(label)


def test_equal_titles_get_sections_of_their_own(write: Write, lexicon: ConceptLexicon) -> None:
    goal = "## Ziel\n\nDas Ziel ist der Austausch.\n\n"
    text = f"# Netz\n\nEin Satz über das Netz.\n\n{goal}# Kreis\n\n{goal}"
    document = process_file(write("zwei.md", text), lexicon=lexicon)
    graph = document_graph_triples(document)
    sections = sorted(str(section).rsplit("/", 1)[-1] for section in graph.subjects(RDF.type, CW.Section))
    assert sections == ["zwei-netz", "zwei-ziel", "zwei-ziel-2"]
    assert all(is_slug(section) for section in sections)


def test_a_document_without_headings_has_one_section(write: Write, lexicon: ConceptLexicon) -> None:
    document = process_file(write("zettel.txt", "Nur ein Satz über KMU, sonst nichts.\n"), lexicon=lexicon)
    graph = document_graph_triples(document)
    assert [str(key) for key in graph.objects(None, CW.sectionKey)] == ["Anfang"]


def test_what_is_saved_is_loaded(study: ProcessedDocument, tmp_path: Path) -> None:
    folder = tmp_path / "documents" / study.slug
    save_document(study, folder)
    assert load_document(folder) == study
    assert (folder / "cleaned.txt").read_text(encoding="utf-8") == study.cleaned
    save_document(study, folder)
    assert load_document(folder) == study
    assert [path.name for path in folder.parent.iterdir()] == [study.slug], "nothing is left beside it"


@UNHURRIED
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_survives_saving(text: str) -> None:
    import tempfile  # a fixture would be shared by all examples

    decoded = DecodedDocument(Path("any.txt"), text.encode(), text, "text/plain", "utf-8")
    document = process_text(decoded, lexicon=_LEXICON, slug="any")
    assert lost_characters(document) == 0
    with tempfile.TemporaryDirectory() as folder:
        save_document(document, Path(folder) / "any")
        assert load_document(Path(folder) / "any") == document


_LEXICON = ConceptLexicon(LABELS)


def test_a_failed_save_leaves_the_old_folder(
    study: ProcessedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / study.slug
    save_document(study, folder)

    def full_disk(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.documents.storage.json.dumps", full_disk)
    with pytest.raises(OSError, match="No space left"):
        save_document(study, folder)
    assert load_document(folder) == study
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [study.slug]


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("cleaned.txt", "something else", "a text was changed"),
        ("document.json", "{", "no folder of a processed document"),
        ("document.json", json.dumps({"format": 99}), "not of format"),
        ("original.txt", None, "no folder of a processed document"),
    ],
)
def test_a_damaged_folder_is_refused(
    study: ProcessedDocument, tmp_path: Path, file: str, content: str | None, problem: str
) -> None:
    folder = tmp_path / study.slug
    save_document(study, folder)
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(DamagedFolder, match=problem):
        load_document(folder)


def test_a_map_without_runs_refuses_every_offset() -> None:
    with pytest.raises(IndexError, match="offset 3"):
        OffsetMap().original(3)


def test_figures_and_samples_are_repeatable(study: ProcessedDocument) -> None:
    lines = list(figures(study, 0.5))
    assert any(line.endswith("3 separated") for line in lines)
    assert list(sample([study], 3, seed=4)) == list(sample([study], 3, seed=4))
    assert next(links_per_concept([study], 5)).endswith("mentions")
    assert lost_characters(study) == 0


def test_the_check_prints_figures_and_goes_on_behind_a_bad_file(
    small_corpus: Path, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write("study.txt", STUDY).parent
    write("leer.txt", "")
    arguments = [str(folder), "--corpus", str(small_corpus), "--sample", "2", "--seed", "3"]
    monkeypatch.setattr("sys.argv", ["check-documents", *arguments])
    assert check_documents.main() == 1, "one file could not be read"
    printed = capsys.readouterr().out
    assert "leer.txt: there is no text" in printed
    assert "3 separated" in printed
    assert "0 visible characters" in printed
    assert "barrier/information-deficit: Informationsdefizite 1" in printed
    assert "--- 2." in printed
