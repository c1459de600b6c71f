"""The command-line program `clusterwissen`.

Exit codes: 0 done, 1 failed or no answer, 2 wrong usage, 3 bad input, 4 busy or nothing there yet.
Results go to standard output, everything else to standard error. Heavy packages are imported by the
commands that need them, so that --help answers at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer

from service.errors import ServiceError
from service.settings import Settings, rows

_CODES = (
    "Exit codes: 0 done · 1 failed, or no answer · 2 wrong usage · 3 bad input · 4 busy, or nothing there "
    "yet. Settings come from environment variables that begin with CLUSTERWISSEN_; `clusterwissen serve "
    "--help` lists them."
)
app = typer.Typer(
    name="clusterwissen",
    help="Reviewed knowledge on business clusters and small firms: build it, serve it, ask it.",
    epilog=_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
evaluations = typer.Typer(help="Measure how good the answers are.", no_args_is_help=True)
app.add_typer(evaluations, name="evaluate")
_SETTINGS = "\n\n".join(
    ["Settings (environment variables):", *(f"{n}: {text} [{d or '-'}]" for n, d, text in rows())]
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder for builds and ingested documents.", show_default="data")
]
CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", help="Folder with the reviewed records.", show_default="corpus")
]
LangOption = Annotated[
    str | None, typer.Option("--lang", help="de or en; detected when left out.", metavar="LANG")
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="Where a SPARQL 1.1 store takes queries that keeps the graph."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def _settings(**given: Any) -> Settings:
    return Settings(**{name: value for name, value in given.items() if value is not None})


@app.command()
def build(data: DataOption = None, corpus: CorpusOption = None, store: StoreOption = None) -> None:
    """Build everything from the records and the ingested documents, then switch to it in one step.

    A running server takes over the new build by itself. If anything goes wrong, or the build is
    stopped, the previous build stays in service. With --store the graphs are published there as well.
    """
    from service.building import build as run_build
    from service.progress_display import choose_display

    settings = _settings(data=data, corpus=corpus, store=store)
    with choose_display() as display:
        made = run_build(settings, display)
    typer.echo(f"Build {made.id}: {made.manifest.triples} triples, in {made.folder}")


@app.command()
def ingest(
    files: Annotated[list[Path], typer.Argument(help="Text or Markdown files.", metavar="FILE...")],
    names: Annotated[
        list[str] | None,
        typer.Option("--as", help="Slug of the source a file is, one for each file; else from its name."),
    ] = None,
    data: DataOption = None,
    corpus: CorpusOption = None,
    store: StoreOption = None,
) -> None:
    """Read documents, link their passages to the concepts, and build with them.

    The files are copied into the data folder, so every later build contains them. A file that cannot
    be read is reported and does not stop the others; the exit code is then 3.
    """
    from service.building import ingest_files
    from service.progress_display import choose_display

    settings = _settings(data=data, corpus=corpus, store=store)
    with choose_display() as display:
        report = ingest_files(settings, files, display, slugs=names or ())
    for document in report.documents:
        typer.echo(
            f"{document.slug}: {document.sections} sections, {document.passages} passages, "
            f"{document.mentions} concept links"
        )
    for problem in report.problems:
        typer.echo(problem, err=True)
    if report.build is not None:
        typer.echo(f"Build {report.build.id}: {report.build.manifest.triples} triples")
    if report.problems:
        raise typer.Exit(3)


@app.command(epilog=_SETTINGS)
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", show_default="8000")] = None,
    data: DataOption = None,
    store: StoreOption = None,
) -> None:
    """Serve the current build over HTTP, until stopped with Ctrl+C.

    Starts without a build too, and picks up the first or a newer one within a second.
    """
    # Questions are answered side by side: threads within one would only wait for each other. Read by NumPy
    # when it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import uvicorn

    from service.app import create_app
    from service.builds import current_name

    settings = _settings(host=host, port=port, data=data, store=store)
    if current_name(settings.data) is None:
        typer.echo(f"There is no build in {settings.data} yet; run `clusterwissen build`.", err=True)
    typer.echo(f"Serving on {settings.base_url}", err=True)
    uvicorn.run(
        create_app(settings), host=settings.host, port=settings.port, log_level="warning", access_log=False
    )


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in German or English.")],
    lang: LangOption = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Answers at most.")] = 5,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Ask a question and print the answers with their reasons and places.

    The exit code is 1 when the collection holds no answer.
    """
    from service.offline import ask_once, readable_answer

    answer = ask_once(_settings(data=data), question, lang, limit)
    typer.echo(answer.model_dump_json(indent=2) if as_json else readable_answer(answer))
    if not answer.answered:
        raise typer.Exit(1)


@app.command()
def query(
    file: Annotated[str, typer.Argument(help="File with a SPARQL query; - reads standard input.")],
    format_: Annotated[
        str, typer.Option("--format", help="json, xml, csv, tsv; for graphs ttl, nt, rdf, jsonld, nq, trig.")
    ] = "json",
    data: DataOption = None,
    store: StoreOption = None,
) -> None:
    """Run a SPARQL query against the current build and print its result."""
    from service.offline import query_once

    text = sys.stdin.read() if file == "-" else _read(Path(file))
    result = query_once(_settings(data=data, store=store), text, format_)
    typer.echo(result.body, nl=False)
    if result.truncated:
        typer.echo("The cap on rows was reached; there is more than was printed.", err=True)


@app.command()
def export(
    format_: Annotated[
        str, typer.Option("--format", help="ttl, nt, nq, trig, jsonld or rdf; with .gz: compressed.")
    ] = "nq",
    output: Annotated[str, typer.Option("--output", "-o", help="File to write; - is standard output.")] = "-",
    data: DataOption = None,
) -> None:
    """Write a dump of the current build."""
    from service.offline import dump_file

    content = dump_file(_settings(data=data), format_).read_bytes()
    if output == "-":
        sys.stdout.buffer.write(content)
    else:
        Path(output).write_bytes(content)


@app.command()
def validate(
    corpus: CorpusOption = None,
    data: DataOption = None,
    current: Annotated[
        bool, typer.Option("--build", help="Check the files of the current build instead.")
    ] = False,
) -> None:
    """Check the records (form, references, shapes, contradictions) without building.

    With --build: compare every file of the current build with the checksums of its manifest.
    """
    settings = _settings(data=data, corpus=corpus)
    if current:
        from service.builds import open_current, verify

        found = open_current(settings.data)
        verify(found)
        typer.echo(f"Build {found.id}: all {len(found.manifest.files)} files are as they were written.")
        return
    from service.building import validate_corpus
    from service.progress_display import choose_display

    with choose_display() as display:
        triples = validate_corpus(settings, display)
    typer.echo(f"The records in {settings.corpus} are right: {triples} triples.")


@app.command()
def coverage(
    lang: Annotated[Literal["de", "en"], typer.Option("--lang", help="Language of the text.")] = "en",
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Show what rests on each section of each source of the current build, and where nothing rests."""
    from rich.console import Console

    from service.coverage_display import show_coverage
    from service.offline import coverage_once

    report = coverage_once(_settings(data=data))
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        show_coverage(report, lang, Console())


@evaluations.command("search")
def evaluate_search(
    collection: Annotated[
        str, typer.Option(help="development, frozen, or a file of judged questions (JSON lines).")
    ] = "development",
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Ask judged questions of the whole system and of its ablations; print how good the answers are."""
    from service.offline import evaluate_search as run

    shipped = Path(__file__).parent.parent / "tests" / "evaluation" / f"{collection}.jsonl"
    file = shipped if shipped.is_file() else Path(collection)
    typer.echo(run(_settings(data=data), file, as_json=as_json))


def _read(file: Path) -> str:
    from service.errors import BadRequest

    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadRequest(
            f"{file} cannot be read: {problem}. Give a UTF-8 text file, or - for input."
        ) from problem


def main() -> NoReturn:
    """Entry point: runs the program and ends the process with its exit code."""
    try:
        app(prog_name="clusterwissen")
    except ServiceError as error:
        typer.echo(f"{error.title}: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


if __name__ == "__main__":
    main()
