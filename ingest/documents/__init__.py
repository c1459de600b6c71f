"""The way of one document: read, clean, find sections, cut passages, link; keep it, turn it into triples."""

from ingest.document_model import Mention, Passage, ProcessedDocument, Section
from ingest.documents.graph import document_graph_triples
from ingest.documents.processing import process_file, process_text
from ingest.documents.storage import load_document, save_document

__all__ = [
    "Mention",
    "Passage",
    "ProcessedDocument",
    "Section",
    "document_graph_triples",
    "load_document",
    "process_file",
    "process_text",
    "save_document",
]
