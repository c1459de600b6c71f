"""A small corpus without a mistake, which tests spoil in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import RecordError, RecordErrors
from ingest.records import read_corpus

Mistake = tuple[str, str, str, int, str, str, str]

FILES = {
    "README.md": "# Not a record\n",
    "source/study.md": """\
---
id: study
type: Source
label: {de: "Die Studie", en: "The study"}
year: 2012
section:
  - {id: s1, sectionKey: "4.2"}
  - {id: t1, sectionKey: "Übersicht 4", label: {de: "Übersicht 4", en: "Table 4"}}
---

## Deutsch

Eine Quelle.

## English

A source.
""",
    "actor-type/small-firm.md": """\
---
id: small-firm
type: ActorType
label: {de: "Kleinbetrieb", en: "small firm"}
synonyms:
  de: ["Kleinunternehmen"]
statements: ["study#4.2"]
---

## Deutsch

Ein kleiner
Betrieb.

## English

A firm
that is small.
""",
    "barrier/information-deficit.md": """\
---
id: information-deficit
type: Barrier
label: {de: "Informationsdefizit", en: "information deficit"}
phrases:
  de: ["Davon hat uns nie jemand erzählt"]
  en: ["nobody ever told us"]
statements: ["study#Übersicht 4"]
---

## Deutsch

Wissen fehlt.

## English

Knowledge is missing.
""",
    "barrier/little-known.md": """\
---
id: little-known
type: Barrier
label: {de: "Kaum bekannt", en: "little known"}
broader: [information-deficit]
affects: small-firm
statements:
  - {at: "study#Übersicht 4, Zeile 1", holder: work/bode-2011, stance: qualifies, text: {de: "A", en: "B"}}
---

## Deutsch

Wer kennt sie?

## English

Who knows them?
""",
    "work/bode-2011.md": """\
---
id: bode-2011
type: Work
label: {de: "Bode (2011)", en: "Bode (2011)"}
year: 2011
statements: ["study#4.2, Fn. 7"]
---
""",
    "profile/bode-2011.md": """\
---
id: bode-2011
type: LiteratureProfile
label: {de: "Steckbrief", en: "Profile"}
profileOf: bode-2011
discusses: [barrier/little-known]
relevance: 2
statements: ["study#4.2"]
---

## Deutsch

Ein Steckbrief.

## English

A profile.
""",
    "action-field/h1.md": """\
---
id: h1
type: ActionField
label: {de: "Kennen", en: "Knowing"}
statements: ["study#4.2"]
---

## Deutsch

Ein Feld.

## English

A field.
""",
    "initiative/ena.md": """\
---
id: ena
type: ClusterInitiative
label: {de: "ena", en: "ena"}
founded: {value: 2008, at: "study#4.2, Absatz 1"}
managedBy:
  id: management
  fullTimeEquivalents: 2.50
  statements: ["study#4.2"]
membership:
  - {id: small, memberType: small-firm, count: 12, share: 0.4, estimated: true, statements: ["study#4.2"]}
statements: ["study#4.2"]
---

## Deutsch

Eine Initiative.

## English

An initiative.
""",
    "measure/cm-om1.md": """\
---
id: cm-om1
type: OperativeMeasure
label: {de: "Rundbrief", en: "Newsletter"}
notation: OM1
audience: [small-firm]
targetGroup: small-firm
actionField: h1
addressesBarrier:
  - to: little-known
    basis: interpreted
    degree: partial
    at: "study#4.2"
    text: {de: "Unsere Lesart.", en: "Our reading."}
statements:
  - at: "study#4.2, Absatz 1"
    text: {de: "Steht da.", en: "It says so."}
  - "study#Übersicht 4"
---

## Deutsch

Ein Brief.

## English

A letter.
""",
}


class CorpusFolder:
    """A folder with the small corpus; `replace` and `write` spoil or extend it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for file, text in FILES.items():
            self.write(file, text)

    def write(self, file: str, content: str | bytes) -> None:
        target = self.path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def replace(self, file: str, old: str, new: str) -> None:
        text = FILES[file]
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def assert_reported(
        self, file: str, old: str, new: str, line: int, field: str, problem: str, remedy: str
    ) -> None:
        """Replacing `old` by `new` gives one mistake; `problem` and `remedy` are parts of its texts."""
        self.replace(file, old, new)
        errors = self.errors()
        found = [(error.file, error.line, error.field) for error in errors]
        assert found == [(file, line, field)], "\n".join(map(str, errors))
        assert problem in errors[0].problem
        assert remedy in errors[0].remedy

    def errors(self) -> tuple[RecordError, ...]:
        with pytest.raises(RecordErrors) as caught:
            read_corpus(self.path)
        return caught.value.errors

    def original(self, file: str) -> str:
        return FILES[file]

    def remove(self, file: str) -> None:
        (self.path / file).unlink()


@pytest.fixture
def corpus_folder(tmp_path: Path) -> CorpusFolder:
    return CorpusFolder(tmp_path / "corpus")


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus, for tests that only read it."""
    return CorpusFolder(tmp_path_factory.mktemp("corpus")).path
