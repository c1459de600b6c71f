"""The texts of the pages, each in German and English. One page shows one language."""

from __future__ import annotations

from service.schemas import Language
from service.web.editor_texts import EDITOR_TEXTS

_TEXTS: dict[str, tuple[str, str]] = {
    **EDITOR_TEXTS,
    # Frame
    "skip": ("Zum Inhalt springen", "Skip to content"),
    "nav": ("Hauptmenü", "Main menu"),
    "nav.search": ("Fragen", "Ask"),
    "nav.queries": ("Abfragen", "Queries"),
    "nav.sparql": ("SPARQL", "SPARQL"),
    "nav.ontology": ("Vokabular", "Vocabulary"),
    "nav.dataset": ("Daten", "Data"),
    "language": ("Sprache", "Language"),
    "footer.about": (
        "Jede Aussage hat eine Quelle und eine Fundstelle. Was die Quellen nicht sagen, sagt auch dieser "
        "Dienst nicht.",
        "Every statement has a source and a place in it. What the sources do not say, this service does not "
        "say either.",
    ),
    "footer.build": ("Datenstand", "Build"),
    "footer.licence": ("Inhalte unter CC BY 4.0", "Content under CC BY 4.0"),
    "footer.api": ("Schnittstellen", "API"),
    "footer.coverage": ("Abdeckung der Quellen", "Coverage of the sources"),
    # Asking
    "ask.title": ("Was möchten Sie wissen?", "What would you like to know?"),
    "ask.lead": (
        "Fragen Sie in Ihren eigenen Worten: was Cluster kleinen Betrieben bringen, was sie abhält, welche "
        "Schritte helfen. Sie bekommen Antworten mit Begründung und Fundstelle.",
        "Ask in your own words: what clusters bring to small firms, what keeps firms away, which steps help. "
        "You get answers with the reason and the place where it is written.",
    ),
    "ask.label": ("Ihre Frage", "Your question"),
    "ask.placeholder": (
        "z. B. Was hält kleine Betriebe vom Mitmachen ab?",
        "e.g. What keeps small firms from joining?",
    ),
    "ask.button": ("Fragen", "Ask"),
    "ask.suggestions": ("Vorschläge", "Suggestions"),
    "ask.examples": ("Zum Beispiel", "For example"),
    "ask.who": ("Rat für Ihre Rolle", "Advice for your role"),
    "ask.inside": ("Was drin steckt", "What is inside"),
    "ask.inside.text": (
        "Geprüfte Einträge, jeder in eigenen Worten, deutsch und englisch.",
        "Reviewed entries, each in our own words, in German and English.",
    ),
    "counted.Measure": ("Maßnahmen", "measures"),
    "counted.Barrier": ("Hemmnisse", "barriers"),
    "counted.Benefit": ("Vorteile", "benefits"),
    "counted.ClusterInitiative": ("Clusterinitiativen", "cluster initiatives"),
    "counted.LiteratureProfile": ("Steckbriefe von Studien", "profiles of studies"),
    "counted.Thesis": ("Thesen", "theses"),
    # Answers
    "answers.title": ("Antworten auf „{q}“", "Answers to “{q}”"),
    "answers.understood": ("So habe ich Sie verstanden", "How I understood you"),
    "answers.recognised": ("Erkannt", "Recognised"),
    "answers.dropped": ("Diese Bedingung musste entfallen", "This condition had to be dropped"),
    "answers.count.one": ("1 Antwort", "1 answer"),
    "answers.count": ("{n} Antworten", "{n} answers"),
    "answers.why": ("Warum", "Why"),
    "answers.evidence": ("Belegt in", "Evidence"),
    "answers.similar": (
        "Ähnelt Ihrer Frage; eine ausdrückliche Verbindung steht nicht in den Daten.",
        "Resembles your question; the data hold no explicit link.",
    ),
    "answers.more": ("Weitere Antworten", "More answers"),
    "answers.previous": ("Vorherige Antworten", "Previous answers"),
    "answers.pages": ("Seiten der Antworten", "Pages of answers"),
    "answers.filter": ("Eingrenzen", "Narrow down"),
    "answers.unfilter": ("{name}: Filter aufheben", "{name}: remove filter"),
    "answers.sparql": ("Die Abfrage hinter den Antworten", "The query behind the answers"),
    "answers.sparql.open": ("Im Editor öffnen", "Open in the editor"),
    "answers.json": ("Diese Antwort als JSON", "This answer as JSON"),
    "answers.took": ("in {ms} ms beantwortet", "answered in {ms} ms"),
    "answers.none": ("Darauf gibt der Bestand keine Antwort.", "The collection holds no answer to this."),
    "answers.none.text": (
        "In den ausgewerteten Quellen steht dazu nichts Belastbares, und geraten wird hier nicht. Vielleicht "
        "hilft eine dieser Fragen weiter:",
        "The sources say nothing reliable about this, and this service does not guess. One of these "
        "questions may take you further:",
    ),
    "answers.none.plain": (
        "In den ausgewerteten Quellen steht dazu nichts Belastbares, und geraten wird hier nicht. Versuchen "
        "Sie es mit anderen Worten.",
        "The sources say nothing reliable about this, and this service does not guess. Try other words.",
    ),
    "passages.title": ("Stellen in Dokumenten", "Places in documents"),
    "page.short": ("S. {n}", "p. {n}"),
    "basis.asserted": ("laut Quelle", "stated"),
    "basis.inferred": ("abgeleitet", "derived"),
    "basis.similar": ("ähnlich", "similar"),
    "confidence.high": ("passt genau", "close match"),
    "confidence.medium": ("passt gut", "good match"),
    "confidence.low": ("passt vielleicht", "possible match"),
    "facet.type": ("Art", "Kind"),
    "facet.audience": ("Wer handelt", "Who acts"),
    "facet.targetGroup": ("Für wen", "For whom"),
    "facet.actionField": ("Handlungsfeld", "Action field"),
    "facet.horizon": ("Zeitrahmen", "Time frame"),
    "facet.sector": ("Branche", "Sector"),
    "facet.region": ("Region", "Region"),
    # A thing
    "thing.synonyms": ("Auch genannt", "Also called"),
    "thing.contents": ("Auf dieser Seite", "On this page"),
    "thing.facts": ("Auf einen Blick", "At a glance"),
    "thing.evidence": ("Wo das steht", "Where it says so"),
    "thing.evidence.links": ("Belege für die Verbindungen", "Evidence for the links"),
    "thing.sayings": ("Was dort gesagt wird", "What it says"),
    "thing.incoming": ("Was darauf verweist", "What refers to it"),
    "thing.mentions": ("Erwähnt in Dokumenten", "Mentioned in documents"),
    "thing.mentions.count": ("{n} Stellen", "{n} places"),
    "thing.mentions.many": ("mehr als {n} Stellen", "more than {n} places"),
    "thing.downloads": ("Als Daten", "As data"),
    "thing.inferred": ("abgeleitet", "derived"),
    "thing.interpreted": ("unsere Lesart", "our reading"),
    "thing.more": ("{n} weitere zeigen", "Show {n} more"),
    "thing.identifier": ("Kennung", "Identifier"),
    "thing.text": ("Bereinigter Text des Dokuments", "Cleaned text of the document"),
    # Why something inferred holds
    "why.title": ("Warum gilt das?", "Why does this hold?"),
    "why.type": ("Warum „{name}“?", "Why “{name}”?"),
    "why.step": ("Schritt {n}", "Step {n}"),
    "why.asserted": ("eingetragen", "on record"),
    "why.from": ("aus Schritt {n}", "from step {n}"),
    "why.so": ("Also", "So"),
    "why.rule": ("Denn", "Because"),
    "why.page": ("Begründung als eigene Seite", "This reasoning on a page of its own"),
    "why.lead": (
        "Das hat niemand so eingetragen; es folgt aus dem, was eingetragen ist.",
        "Nobody put this on record; it follows from what is on record.",
    ),
    "why.json": ("Diese Begründung als JSON", "This reasoning as JSON"),
    "stance.qualifies": ("schränkt ein", "qualifies"),
    "stance.contradicts": ("widerspricht", "contradicts"),
    "stance.no-information": ("keine Angabe", "no information"),
    "holder": ("so {name}", "according to {name}"),
    "incase": ("siehe {name}", "see {name}"),
    "yes": ("ja", "yes"),
    "no": ("nein", "no"),
    "worktype.article": ("Aufsatz", "article"),
    "worktype.book": ("Buch", "book"),
    "worktype.chapter": ("Buchkapitel", "chapter"),
    "worktype.report": ("Bericht", "report"),
    "worktype.talk": ("Vortrag", "talk"),
    # SPARQL, queries
    "sparql.title": ("SPARQL-Abfragen", "SPARQL queries"),
    "sparql.lead": (
        "Fragen Sie den Wissensgraphen direkt ab. Beispiele stehen daneben; alles ist nur lesend.",
        "Query the knowledge graph directly. Examples are beside the editor; everything is read-only.",
    ),
    "sparql.label": ("Abfrage", "Query"),
    "sparql.run": ("Ausführen", "Run"),
    "sparql.keys": ("Strg + Eingabe führt aus", "Ctrl + Enter runs the query"),
    "sparql.examples": ("Beispiele", "Examples"),
    "sparql.find": ("Beispiele durchsuchen", "Search the examples"),
    "sparql.library": ("Alle Abfragen mit Beschreibung", "All queries with descriptions"),
    "sparql.result": ("Ergebnis", "Result"),
    "sparql.rows": ("{n} Zeilen", "{n} rows"),
    "sparql.rows.one": ("1 Zeile", "1 row"),
    "sparql.shown": ("Gezeigt werden die ersten {n}.", "The first {n} are shown."),
    "sparql.truncated": (
        "Die Obergrenze ist erreicht; es gibt mehr Zeilen, als hier stehen.",
        "The cap is reached; there are more rows than are shown here.",
    ),
    "sparql.download": ("Herunterladen als", "Download as"),
    "sparql.boolean": ("Antwort", "Answer"),
    "sparql.failed": ("Die Abfrage wurde nicht ausgeführt", "The query was not run"),
    "sparql.wide": ("Ergebnistabelle, seitlich verschiebbar", "Result table, scrolls sideways"),
    "queries.title": ("Abfragen zum Nachlesen und Ausprobieren", "Queries to read and try"),
    "queries.lead": (
        "Jede beantwortet eine Frage, die in der Beratung, in der Forschung oder in einem Programm vorkommt.",
        "Each answers a question that comes up in advice, in research or in a program.",
    ),
    "queries.find": ("Stichwörter", "Keywords"),
    "queries.find.button": ("Suchen", "Search"),
    "queries.found": ("{n} Abfragen passen.", "{n} queries match."),
    "queries.found.one": ("1 Abfrage passt.", "1 query matches."),
    "queries.all": ("Alle Abfragen", "All queries"),
    "queries.run": ("Ergebnis ansehen", "See the result"),
    "queries.open": ("Im Editor öffnen", "Open in the editor"),
    "persona.researcher": ("Forschung", "Research"),
    "persona.advisor": ("Beratung", "Advice"),
    "persona.tool": ("Programme", "Programs"),
    # Vocabulary
    "ontology.title": ("Das Vokabular", "The vocabulary"),
    "ontology.classes": ("Klassen", "Classes"),
    "ontology.properties": ("Eigenschaften", "Properties"),
    "ontology.index": ("Inhalt", "Contents"),
    "ontology.superclasses": ("Oberklassen", "Superclasses"),
    "ontology.subclasses": ("Unterklassen", "Subclasses"),
    "ontology.above": ("Sonderfall von", "special case of"),
    "ontology.example": ("Beispiel", "Example"),
    "ontology.traits": ("Dabei gilt", "What holds"),
    "ontology.functional": ("höchstens ein Wert", "at most one value"),
    "ontology.symmetric": ("gilt in beide Richtungen", "holds in both directions"),
    "ontology.transitive": ("gilt über mehrere Schritte hinweg", "carries on over several steps"),
    "ontology.derived": ("wird nie eingetragen, nur abgeleitet", "never put on record, only derived"),
    "ontology.domain": ("gehört zu", "belongs to"),
    "ontology.range": ("Wert", "value"),
    "ontology.inverse": ("Gegenrichtung", "inverse"),
    "ontology.text": ("Text", "text"),
    "ontology.any": ("beliebig", "anything"),
    "ontology.kind": ("Adresse", "Address"),
    "ontology.more": ("Regeln und Kontext", "Rules and context"),
    "ontology.shapes": ("SHACL-Regeln (Turtle)", "SHACL shapes (Turtle)"),
    "ontology.context": ("JSON-LD-Kontext", "JSON-LD context"),
    # Data
    "dataset.title": ("Die Daten", "The data"),
    "dataset.counts": ("Umfang", "Size"),
    "dataset.downloads": ("Herunterladen", "Download"),
    "dataset.file": ("Datei", "File"),
    "dataset.format": ("Format", "Format"),
    "dataset.size": ("Größe", "Size"),
    "dataset.checksum": ("SHA-256", "SHA-256"),
    "dataset.graphs": ("Graphen", "Graphs"),
    "dataset.graph": ("Graph", "Graph"),
    "dataset.triples": ("Aussagen (Tripel)", "Triples"),
    "dataset.class": ("Klasse", "Class"),
    "dataset.individuals": ("Einträge", "Entries"),
    "dataset.created": ("Erzeugt am", "Created"),
    "dataset.version": ("Datenstand", "Build"),
    "dataset.licence": ("Lizenz", "Licence"),
    "dataset.scope": (
        "N-Triples, Turtle und RDF/XML enthalten das geprüfte Wissen; N-Quads, TriG und JSON-LD auch die "
        "Graphen der eingelesenen Dokumente.",
        "N-Triples, Turtle and RDF/XML hold the reviewed knowledge; N-Quads, TriG and JSON-LD also the "
        "graphs of ingested documents.",
    ),
    "dataset.described": ("Beschreibung für Programme (VoID, DCAT)", "Description for programs (VoID, DCAT)"),
    # Coverage
    "coverage.title": ("Abdeckung der Quellen", "Coverage of the sources"),
    "coverage.lead": (
        "Was auf welchem Abschnitt welcher Quelle beruht, und worauf noch nichts beruht.",
        "What rests on which section of which source, and on which sections nothing rests yet.",
    ),
    "coverage.none": ("Es gibt noch keine Quellen.", "There are no sources yet."),
    "coverage.sources": ("Quellen", "Sources"),
    "coverage.source": ("Quelle", "Source"),
    "coverage.section": ("Abschnitt", "Section"),
    "coverage.covered": ("Abgedeckte Abschnitte", "Covered sections"),
    "coverage.covered.of": ("{n} von {all}", "{n} of {all}"),
    "coverage.facts": ("Fakten", "Facts"),
    "coverage.statements": ("Belege", "Statements"),
    "coverage.individuals": ("Einträge", "Entries"),
    "coverage.passages": ("Textstellen", "Passages"),
    "coverage.uncovered": ("Abschnitte ohne Beleg", "Sections without a statement"),
    "coverage.uncovered.text": (
        "Auf diesen Abschnitten beruht kein geprüftes Wissen, auch nicht auf ihren Unterabschnitten:",
        "No reviewed knowledge rests on these sections, nor on their subsections:",
    ),
    "coverage.complete": (
        "Jeder Abschnitt ist belegt, selbst oder in seinen Unterabschnitten.",
        "Every section is covered, by itself or in its subsections.",
    ),
    "coverage.no_sections": (
        "Für diese Quelle sind keine Abschnitte verzeichnet.",
        "No sections are on record for this source.",
    ),
    "coverage.state.in-parts": ("in Unterabschnitten belegt", "covered in subsections"),
    "coverage.state.passages-only": ("nur Textstellen", "passages only"),
    "coverage.state.nothing": ("nichts", "nothing"),
    "coverage.counting": ("Wie gezählt wird", "How this is counted"),
    "coverage.facts.text": (
        "Was die geprüften Einträge aussagen, jede Aussage einmal. Hat eine Verbindung eigene Belege, zählt "
        "sie dort, wo diese stehen; sonst überall, wo ein Beleg zum Eintrag steht. Namen zählen nicht.",
        "What the reviewed entries say, each triple once. A link with statements of its own counts where "
        "they stand; anything else counts wherever a statement about the entry stands. Names do not count.",
    ),
    "coverage.statements.text": (
        "Sagen, wo etwas steht: zu einem Eintrag oder zu einer seiner Verbindungen.",
        "Say where something is written: about an entry or about one of its links.",
    ),
    "coverage.individuals.text": (
        "Verschiedene Dinge, zu denen dort ein Beleg steht.",
        "Different things that a statement there is about.",
    ),
    "coverage.passages.text": (
        "Stücke des eingelesenen Dokuments. Sie zeigen, dass ein Abschnitt gelesen wurde, nicht, dass er "
        "ausgewertet ist.",
        "Pieces of the ingested document. They show that a section was read, not that it was evaluated.",
    ),
    "coverage.totals": (
        "Was auf mehreren Abschnitten beruht, zählt in der Summe einer Quelle einmal.",
        "What rests on several sections counts once in the total of a source.",
    ),
    "coverage.json": ("Dieser Bericht als JSON", "This report as JSON"),
    # API, problems
    "api.title": ("Schnittstellen", "API"),
    "api.lead": (
        "Alle Adressen dieses Dienstes. Lesen braucht keinen Schlüssel. Maschinenlesbar:",
        "All addresses of this service. Reading needs no key. Machine-readable:",
    ),
    "problem.back": ("Zur Startseite", "To the start page"),
}


def text(key: str, language: Language, **values: object) -> str:
    """The text for a key, with its placeholders filled; an unknown key raises KeyError."""
    german, english = _TEXTS[key]
    chosen = german if language == "de" else english
    return chosen.format(**values) if values else chosen


def keys() -> frozenset[str]:
    """All keys there are, for the test that finds texts nobody shows."""
    return frozenset(_TEXTS)
