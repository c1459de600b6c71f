"""Training of the bilingual static encoder; started by ``scripts/train-encoder``."""
