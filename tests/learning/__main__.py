"""`python -m tests.learning`: sentences first, since messages build on them."""

from __future__ import annotations

from tests.learning import messages, sentences

if __name__ == "__main__":
    sentences.learn()
    messages.learn()
