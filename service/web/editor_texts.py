"""What the query editor says, in German and English; its script gets them with the page."""

from __future__ import annotations

EDITOR_TEXTS: dict[str, tuple[str, str]] = {
    "editor.label": ("SPARQL-Abfrage", "SPARQL query"),
    "editor.keys": (
        "Strg + Eingabe führt aus, Strg + Leertaste ergänzt, Esc und Tab verlassen das Feld",
        "Ctrl + Enter runs, Ctrl + Space completes, Esc and Tab leave the field",
    ),
    "editor.cancel": ("Abbrechen", "Cancel"),
    "editor.share": ("Link kopieren", "Copy link"),
    "editor.shared": ("Der Link ist kopiert.", "The link is copied."),
    "editor.share.by_hand": ("Der Link steht in der Adresszeile.", "The link is in the address bar."),
    "editor.running": ("Die Abfrage läuft …", "The query is running …"),
    "editor.cancelled": ("Die Abfrage wurde abgebrochen.", "The query was cancelled."),
    "editor.unreachable": (
        "Der Dienst antwortet nicht. Läuft er noch?",
        "The service does not answer. Is it still running?",
    ),
    "editor.took": ("{n} Zeilen in {ms} ms", "{n} rows in {ms} ms"),
    "editor.took.graph": ("{n} Tripel in {ms} ms", "{n} triples in {ms} ms"),
    "editor.took.boolean": ("beantwortet in {ms} ms", "answered in {ms} ms"),
    "editor.invalid": (
        "Zeile {line}: Hier fehlt etwas oder ist zu viel.",
        "Line {line}: something is missing here, or too much.",
    ),
    "editor.invalid.expected": (
        "Zeile {line}: Hier könnte stehen: {expected}",
        "Line {line}: possible here: {expected}",
    ),
    "editor.count": ("{n}-mal in den Daten", "{n} times in the data"),
    "editor.views": ("Ansicht", "View"),
    "editor.table": ("Tabelle", "Table"),
    "editor.chart": ("Diagramm", "Chart"),
    "editor.graph": ("Netz", "Graph"),
    "editor.raw": ("Rohdaten", "Raw"),
    "editor.filter": ("Zeilen filtern", "Filter rows"),
    "editor.filtered": ("{n} von {all} Zeilen", "{n} of {all} rows"),
    "editor.sort": ("Nach {name} sortieren", "Sort by {name}"),
    "editor.previous": ("Vorherige Zeilen", "Previous rows"),
    "editor.next": ("Nächste Zeilen", "Next rows"),
    "editor.page": ("Zeilen {from} bis {to}", "Rows {from} to {to}"),
    "editor.empty": ("Die Abfrage hat kein Ergebnis.", "The query has no result."),
    "editor.chart.none": (
        "Ein Diagramm braucht eine Spalte mit Zahlen, zum Beispiel: SELECT ?art (COUNT(*) AS ?anzahl)",
        "A chart needs a column of numbers, for example: SELECT ?kind (COUNT(*) AS ?number)",
    ),
    "editor.chart.values": ("Werte", "Values"),
    "editor.chart.names": ("Beschriftung", "Labels"),
    "editor.chart.first": ("Gezeigt werden die ersten {n} Zeilen.", "The first {n} rows are shown."),
    "editor.graph.none": (
        "Ein Netz zeigt Verbindungen zwischen Dingen: das Ergebnis von CONSTRUCT oder DESCRIBE, oder eine "
        "Tabelle mit zwei Spalten von Dingen.",
        "A graph shows links between things: the result of CONSTRUCT or DESCRIBE, or a table with two "
        "columns of things.",
    ),
    "editor.graph.label": ("Netz aus {n} Dingen und {m} Verbindungen", "Graph of {n} things and {m} links"),
    "editor.graph.first": (
        "Gezeigt werden die {n} Dinge mit den meisten Verbindungen.",
        "The {n} things with the most links are shown.",
    ),
    "editor.graph.larger": ("Größer", "Larger"),
    "editor.graph.smaller": ("Kleiner", "Smaller"),
    "editor.raw.cut": ("Gezeigt werden die ersten {n} Zeichen.", "The first {n} characters are shown."),
    "editor.subject": ("Subjekt", "Subject"),
    "editor.predicate": ("Prädikat", "Predicate"),
    "editor.object": ("Objekt", "Object"),
    "editor.found": ("{n} Abfragen", "{n} queries"),
}
