"""How well the agent understands mail it was not fitted to: `make eval` (tests/corpus/README.md)."""
