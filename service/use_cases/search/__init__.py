"""From a question in German or English to ranked answers with their reasons.

The way of a question: understanding (language, asked class, concepts, conditions) -> the SPARQL
query that says the same -> candidates from that query, the text index and the vector index ->
ranking -> reasons and evidence.
"""
