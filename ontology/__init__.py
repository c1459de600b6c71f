"""The ontology of business clusters: vocabulary, identifiers, word analysis and reasoning.

Knows no other package of the project.
"""
