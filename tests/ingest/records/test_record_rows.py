"""Nested individuals written as rows: read like those written in full, and mistakes told cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Literal, namespace

from ingest.graph_building import corpus_graph
from ingest.records import Record, read_corpus
from ontology.identifiers import individual_iri
from ontology.vocabulary import CW

if TYPE_CHECKING:
    from conftest import CorpusFolder

FILE = "initiative/ena.md"
WRITTEN_IN_FULL = (
    "membership:\n"
    "  - {id: small, memberType: small-firm, count: 12, share: 0.4, estimated: true, "
    'statements: ["study#4.2"]}\n'
)
ROWS = """\
rows:
  property: membership
  id: [memberType]
  same: {estimated: true}
  at: "study#4.2"
  columns: [memberType, count, share]
  values:
    - [small-firm, 12, 0.4]
    - cells: [actor-type/guild, 3, ~]
      statements: [{at: "study#Übersicht 4", text: {de: "Drei.", en: "Three."}}]
"""
ONE_ROW = """\
rows:
  property: membership
  id: [id]
  same: {memberType: small-firm, estimated: true}
  at: "study#4.2"
  columns: [id, count, share]
  values: [[small, 12, 0.4]]
"""
GUILD = """\
---
id: guild
type: ActorType
label: {de: "Innung", en: "guild"}
statements: ["study#4.2"]
---

## Deutsch

Eine Innung.

## English

A guild.
"""


@pytest.fixture
def folder(corpus_folder: CorpusFolder) -> CorpusFolder:
    corpus_folder.write("actor-type/guild.md", GUILD)
    corpus_folder.replace(FILE, WRITTEN_IN_FULL, ROWS)
    return corpus_folder


def initiative(folder: CorpusFolder) -> Record:
    return next(record for record in read_corpus(folder.path).records if record.slug == "ena")


def test_a_row_reads_like_the_individual_written_in_full(corpus_folder: CorpusFolder) -> None:
    in_full = corpus_graph(read_corpus(corpus_folder.path))
    corpus_folder.replace(FILE, WRITTEN_IN_FULL, ONE_ROW)
    assert set(corpus_graph(read_corpus(corpus_folder.path))) == set(in_full)


def test_each_row_is_an_individual_with_its_own_statement(folder: CorpusFolder) -> None:
    nested = {each.record.slug: each.record for each in initiative(folder).nested}
    assert set(nested) == {"ena-management", "ena-small-firm", "ena-guild"}
    assert [statement.locator for statement in nested["ena-small-firm"].statements] == ["4.2"]
    assert [statement.locator for statement in nested["ena-guild"].statements] == ["Übersicht 4"]


def test_cells_become_values_and_an_empty_one_none(folder: CorpusFolder) -> None:
    graph = corpus_graph(read_corpus(folder.path))
    small, guild = (individual_iri("membership", f"ena-{slug}") for slug in ("small-firm", "guild"))
    assert graph.value(small, CW.share) == Literal("0.4", datatype=namespace.XSD.decimal)
    assert graph.value(guild, CW.memberType) == individual_iri("actor-type", "guild")
    assert graph.value(guild, CW.share) is None
    assert {graph.value(each, CW.estimated) for each in (small, guild)} == {Literal(True)}
    assert (individual_iri("initiative", "ena"), CW.membership, guild) in graph


# old, new, line, field, part of the problem, part of the remedy
MISTAKES = {
    "too few cells": (
        "12, 0.4]",
        "12]",
        17,
        "rows.values[1]",
        "2 cells, there are 3 columns",
        "memberType, count",
    ),
    "cell of the wrong kind": (
        "12, 0.4]",
        "many, 0.4]",
        17,
        "rows.values[1][2]",
        "'many' is no integer",
        "whole",
    ),
    "dangling reference": (
        "[small-firm, 12",
        "[nobody, 12",
        17,
        "rows.values[1][1]",
        "no actor-type 'nobody'",
        "",
    ),
    "unknown column": ("count, share]", "counts, share]", 17, "rows.values[1].counts", "", "'count'"),
    "id that is no column": (
        "id: [memberType]",
        "id: [name]",
        12,
        "rows.id",
        "'name', which is no column",
        "",
    ),
    "row that is no list": (
        "[small-firm, 12, 0.4]",
        "small-firm",
        17,
        "rows.values[1]",
        "list of cells",
        "Write [",
    ),
    "empty id": ("[small-firm, 12", "[~, 12", 17, "rows.values[1][1]", "gives no id", "Fill the cells"),
    "unknown property": (
        "property: membership",
        "property: memberships",
        11,
        "rows.property",
        "",
        "'membership'",
    ),
    "property with plain values": (
        "property: membership",
        "property: founded",
        11,
        "rows.property",
        "founded",
        "",
    ),
    "missing columns": (
        "  columns: [memberType, count, share]\n",
        "",
        11,
        "rows",
        "rows lack columns",
        "README",
    ),
    "unknown key": ("  at: ", "  place: ", 14, "rows.place", "'place' is not known", ""),
    "column that stands twice": ("count, share]", "count, count]", 15, "rows.columns", "different words", ""),
    "repeated values that are no mapping": (
        "{estimated: true}",
        "true",
        13,
        "rows.same",
        "a mapping",
        "{property",
    ),
    "no heading": (ROWS, "rows: [small-firm]\n", 10, "rows", "heading", "property, id, columns, values"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_place(
    folder: CorpusFolder, mistake: tuple[str, str, int, str, str, str]
) -> None:
    old, new, line, field, problem, remedy = mistake
    assert ROWS.count(old) == 1
    folder.replace(FILE, WRITTEN_IN_FULL, ROWS.replace(old, new))
    told = {(error.line, error.field): error for error in folder.errors()}
    assert (line, field) in told, "\n".join(map(str, told.values()))
    assert problem in told[line, field].problem
    assert remedy in told[line, field].remedy


def test_two_rows_with_the_same_id_are_a_mistake(folder: CorpusFolder) -> None:
    twice = ROWS.replace("actor-type/guild, 3, ~", "small-firm, 3, ~")
    folder.replace(FILE, WRITTEN_IN_FULL, twice)
    assert any("'membership/ena-small-firm' exists already" in error.problem for error in folder.errors())
