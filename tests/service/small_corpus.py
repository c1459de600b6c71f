"""A corpus of seven records, enough for a real build that answers a question."""

from __future__ import annotations

from pathlib import Path

_RECORDS = {
    "source/study": """\
id: study
type: Source
label: {de: "Die Studie", en: "The study"}
year: 2012
section:
  - {id: s1, sectionKey: "4.2"}
""",
    "actor-type/small-firm": """\
id: small-firm
type: ActorType
label: {de: "Kleinbetrieb", en: "small firm"}
synonyms: {de: ["kleine Betriebe"], en: ["small firms"]}
statements: ["study#4.2"]
""",
    "actor-type/cluster-manager": """\
id: cluster-manager
type: ActorType
label: {de: "Clustermanager", en: "cluster manager"}
statements: ["study#4.2"]
""",
    "barrier/information-deficit": """\
id: information-deficit
type: Barrier
label: {de: "Informationsdefizit", en: "information deficit"}
synonyms: {de: ["Informationsdefizite"], en: ["information deficits"]}
affects: small-firm
statements: ["study#4.2"]
""",
    "action-field/h3": """\
id: h3
type: ActionField
label: {de: "Bekannter werden", en: "becoming known"}
statements: ["study#4.2"]
""",
    "measure/guild-talk": """\
id: guild-talk
type: OperativeMeasure
label: {de: "Vortrag in der Innung", en: "talk at the guild"}
audience: cluster-manager
actionField: h3
targetGroup: small-firm
addressesBarrier:
  - {to: information-deficit, at: "study#4.2", text: {de: "Der Vortrag klärt auf.", en: "The talk informs."}}
statements: ["study#4.2"]
""",
}
_TEXT = """
## Deutsch

{de}

## English

{en}
"""


def write_corpus(folder: Path) -> Path:
    """Writes the records below `folder` and returns it."""
    for name, front in _RECORDS.items():
        file = folder / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        body = _TEXT.format(de=f"Worum es bei {file.stem} geht.", en=f"What {file.stem} is about.")
        file.write_text(f"---\n{front}---\n{body}", encoding="utf-8")
    return folder


DOCUMENT = """\
# Ein Bericht aus der Region

Viele kleine Betriebe haben ein Informationsdefizit. Sie kennen die Initiative nicht, und niemand hat ihnen
bisher erklärt, was sie davon hätten.

## Was geholfen hat

Ein Vortrag in der Innung brachte die Wende. Danach meldeten sich mehrere Inhaber beim Clustermanager.
"""
