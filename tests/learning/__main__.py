"""`python -m tests.learning`: sentences first, since dates build on them, and messages on both."""

from __future__ import annotations

from tests.learning import messages, promises, sentences

if __name__ == "__main__":
    sentences.learn()
    promises.learn()
    messages.learn()
