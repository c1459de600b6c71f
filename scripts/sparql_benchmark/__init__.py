"""The parts of scripts/benchmark_sparql."""
