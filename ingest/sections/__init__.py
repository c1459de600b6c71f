"""Finds the chapters, tables and figures of a cleaned text."""

from ingest.sections.outline import outline

__all__ = ["outline"]
