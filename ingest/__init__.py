"""From reviewed records and documents to one validated, reasoned graph.

Nothing here knows the service: the data set that `ingest.pipeline.assemble` returns is all that is handed on.
"""
