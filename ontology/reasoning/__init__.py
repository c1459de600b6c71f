"""Reasoning over the graph: is it consistent (HermiT), and what follows from it (rules)?

``consistency.check`` decides and explains contradictions; ``materialisation.materialise`` returns
inferred triples and ``materialisation.explain`` says why one of them holds.
"""
