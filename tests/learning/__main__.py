"""`python -m tests.learning`: sentences first, since acts and dates build on them, and messages on both.

Names come before people, and people before writers.
"""

from __future__ import annotations

from tests.learning import acts, messages, people, promises, sentences, starts, writers

if __name__ == "__main__":
    sentences.learn()
    acts.learn()
    promises.learn()
    starts.learn()
    people.learn()
    writers.learn()
    messages.learn()
