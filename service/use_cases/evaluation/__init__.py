"""How good the answers are, measured with judged questions: reading them, asking them, reporting."""
