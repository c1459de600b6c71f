"""Documents made here, in the shapes in which real ones arrive: as PDF exports, web pages and minutes."""

from __future__ import annotations

from ingest.document_model import Mention
from ingest.extraction import ConceptLabel

BASE = "https://w3id.org/clusterwissen/id/"

_RULE = " " * 48

STUDY = (
    " 1. Einleitung \n\n"
    "1.1. Anlass und Ziel der Erhebung \n\n"
    "Im Landkreis Musterthal arbeiten viele Tischlereien und Metallbauer mit den größeren Wer-\n"
    "ken zusammen.1 Der Kreis hat deshalb gefragt, was die Betriebe von einem Netzwerk erwar-\n"
    "ten, das die Wirtschaftsförderung gemeinsam mit der Handwerkskammer aufbauen will und \n"
    "in dem die Klein- und Mittelbetriebe den Ton angeben.2 Wer schon mitmacht, nennt vor al-\n\n"
    f"{_RULE}\n\n"
    "1  Vgl. Kreis Musterthal (2019), S. 4. \n\n"
    "2  Befragt wurden 80 Betriebe; geantwortet haben 31, darunter zwei aus dem \n"
    "Nachbarkreis. \n"
    " lem den Austausch unter Gleichen. Wer fernbleibt, weiß oft nicht, dass es das Netzwerk \n"
    "gibt, oder hält sich für zu klein. \n\n"
    "1.2. Wie die Betriebe ausgewählt wurden und welche Fra-\n"
    "gen sie bekamen \n\n"
    "Die Kammer schrieb alle Betriebe des Bau- und Metallgewerbes an. Gefragt wurde nach dem \n"
    "KMU-\nVerband, nach der Größe und nach den Plänen für die nächsten drei Jahre. \n\n"
    "Übersicht 1:  Was die Betriebe hindert \n\n"
    "Hindernis Nennungen \n\n"
    "Informationsdefizite \nfehlende Kenntnis der An-\ngebote \n\n"
    "- Zeitmangel \n\n"
    "- Sorge um Geschäftsgeheim-\n\n"
    "nisse \n\n"
    "Quelle: eigene Erhebung \n\n"
    "Die Zahlen zeigen, dass die meisten Betriebe zuerst mehr wissen wollen, bevor sie sich auf \n"
    "eine Mitgliedschaft einlassen, die Geld und vor allem Zeit kostet. \n\n\n\n"
    "12 \n\n \n\n"
    "2. Was daraus folgt \n\n"
    "Erste Schritte im Kreis \n\n"
    "Der Kreis lädt die Betriebe künftig zweimal im Jahr ein und berichtet im Rundbrief der Kam-\n"
    "mer über das, was das Netzwerk tut. Die Innungen haben zugesagt, dafür zu werben.3 \n\n"
    f"{_RULE}\n\n"
    "3  Schreiben der Kreishandwerkerschaft an den Kreis. \n"
)
"""A study as a PDF export gives it: hard line ends, hyphens, footnotes behind a rule of spaces, page starts
marked by one space, a page number among blank lines, a table in pieces."""

MINUTES = "".join(
    f"{line} \n\n"
    for line in [
        "Protokoll zum Treffen der Netzwerkmanager",
        " ",
        "1. Bericht von Anna Beispiel: Wie Netzwerke anfangen und wie sie",
        "bestehen",
        "Was braucht ein Netzwerk am Anfang?",
        "Am Anfang steht ein gemeinsames Vorhaben, das allen Beteiligten nützt und das keiner al-",
        "lein schaffen kann. Ohne ein solches Vorhaben zerfällt die Runde nach wenigen Treffen, auch",
        "wenn alle guten Willens sind.",
        "Wer bezahlt das Netzwerk, wenn die Förderung endet, und wie lässt sich das früh ge-",
        "nug regeln?",
        "Die Beiträge der Mitglieder reichen selten. Bewährt haben sich Dienste, die einzeln bezahlt",
        "werden, und ein fester Zuschuss des Kreises.",
        "2. Bericht von Bernd Muster",
        "Herr Muster stellt die Arbeit der Innung vor.",
    ]
)
"""Minutes in double spacing; questions stand as headings."""

MAGAZINE = """\
# Netze, die tragen

**Handwerk.** Wer sich zusammentut, kommt an Aufträge, die allein zu groß wären.

► Rat

## So fangen Sie an

Fragen Sie Ihre Innung nach einem Netzwerk in der Nähe.<sup>1</sup> Gehen Sie zu zwei Treffen, bevor Sie
beitreten, und fragen Sie andere Betriebe, was sie davon haben (z. B. neue Kunden,

---

1. Eine Liste führt die [Kammer](http://kammer.example/netze).

bessere Preise im Einkauf).

### *These 1: Wer fragt, gewinnt*

Das sagen alle, die wir gefragt haben, und die Zahlen der Kammer bestätigen es seit Jahren deutlich.

*These 2: Wer wartet, verliert*

Das sagt nur einer, und auch er räumt ein, dass Abwarten manchmal klüger sein kann als ein Schnellschuss.

<b>Aufgabe</b>	<b>DE</b>	<b>FR</b>
1. Mitglieder werben	+	++
2. Treffen vorbereiten	-	+
"""
"""A magazine page as Markdown with rubrics, a note behind a rule that tears a paragraph, italic headings."""


def _english_pages() -> str:
    pages = []
    for page in range(1, 5):
        chapter = {1: "1 Introduction\n\n", 3: "2.1 What keeps firms away\n\n"}.get(page, "")
        note = page + 4
        pages.append(
            f"Networks in the North          Annual Report\n\n{chapter}"
            f"Workshop number {page} was held in a village hall, where the managers of the clusters heard\n"
            f"what the owners of small firms expect from them.{note} The talks were cost-\neffective and "
            f"lasted two hours.\nEvery owner on list {page} was invited by letter and asked about plans and "
            f"needs in gene-\nral.\n\n{note} County archive, file {page * 7}.\n\n"
            f"                    {page + 10}\n"
        )
    return "\f".join(pages)


REPORT = _english_pages()
"""An English report with form feeds, running heads, page numbers and footnotes without a rule."""

LABELS = [
    ConceptLabel(BASE + iri, language, text)
    for iri, language, text in [
        ("barrier/information-deficit", "de", "Informationsdefizit"),
        ("barrier/information-deficit", "en", "information deficit"),
        ("barrier/lack-of-time", "de", "Mangel an Zeit"),
        ("barrier/lack-of-time", "en", "lack of time"),
        ("actor-type/sme", "de", "KMU"),
        ("actor-type/sme", "en", "SME"),
        ("actor-type/small-firm", "de", "Kleinbetrieb"),
        ("actor-type/craft-firm", "de", "Handwerksbetrieb"),
        ("actor-type/guild", "de", "Innung"),
        ("actor-type/craft-chamber", "de", "Handwerkskammer"),
        ("actor-type/bank-financier", "de", "Bank"),
        ("actor-type/cluster-manager", "en", "cluster manager"),
        ("actor-type/cluster-initiative", "de", "Clusterinitiative"),
        ("benefit/general-cluster-benefits", "de", "Vorteile von Clustern"),
        ("phase/growth", "de", "Wachstum"),
        ("phase/growth", "de", "Wachstumsphase"),
        ("initiative/ena", "de", "ena"),
        ("initiative/auto-mobil", "de", "Auto-mobil"),
        ("organisation/chamber-ulm", "de", "HWK Ulm"),
        ("district/ulm", "de", "HWK Ulm"),
        ("measure/cm-om5", "de", "OM5"),
        ("measure/hwo-om5", "de", "OM5"),
        ("measure/newsletter", "de", "Rubrik für Kleinbetriebe im Rundbrief der Kammer"),
        ("work/tisch-2010", "de", "Tisch und Lampe 2010"),
        ("activity-field/one", "de", "1"),
    ]
]


def things(mentions: tuple[Mention, ...]) -> list[tuple[str, str]]:
    """(surface, kind/slug) of each mention."""
    return [(mention.surface, mention.iri.removeprefix(BASE)) for mention in mentions]
