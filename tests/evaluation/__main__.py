"""Prints how well the agent does on both halves of the corpus, the do-nothing baseline beside every figure.

    python -m tests.evaluation [--half open|held] [--wrong]
    python -m tests.evaluation --folds [--wrong]

`--wrong` lists what is wrong in the open half; of the held-back half only sums are ever shown. `--folds` judges the
open half by tables of kinds learnt without it: an honest figure to work with (`tests/evaluation/folds.py`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tests.evaluation import corpus
from tests.evaluation.drafting import (
    ACTS,
    EVER,
    LEFT_OUT,
    MISSING,
    ONCE,
    RIGHT,
    UNWANTED,
    WRONG_RECIPIENT,
    Played,
    played,
)
from tests.evaluation.figures import Share, macro_f1
from tests.evaluation.reading import Checked, ReadingReport, agent, check, nothing, report

_PER_KIND = "{:20} {:>32} {:>32} {:>17} | {}"


def main() -> None:
    """The whole report."""
    parser = argparse.ArgumentParser(prog="make eval")
    parser.add_argument("--half", choices=corpus.HALVES)
    parser.add_argument("--wrong", action="store_true", help="list what is wrong in the open half")
    parser.add_argument("--folds", action="store_true", help="the open half by tables of kinds learnt without it")
    options = parser.parse_args()
    if options.folds:
        from tests.evaluation.folds import folds

        folded = folds()
        baseline = report(check(one, nothing) for one in folded.labelled)
        print("\n".join(_reading("open (not learnt from)", report(folded.checked), baseline)))
        print("\n".join(_drafts("open (not learnt from)", folded.played)))
        if options.wrong:
            print("\n".join([*_wrong_messages(folded.labelled, folded.checked), *folded.played.wrong]))
        return
    for half in [options.half] if options.half else corpus.HALVES:
        labelled = list(corpus.messages(half))
        checked = [check(one, agent) for one in labelled]
        baseline = report(check(one, nothing) for one in labelled)
        print("\n".join(_reading(half, report(checked), baseline)))
        whole = played(corpus.conversations(half))
        print("\n".join(_drafts(half, whole)))
        if options.wrong and half == "open":
            print("\n".join([*_wrong_messages(labelled, checked), *whole.wrong]))


def _reading(half: str, ours: ReadingReport, baseline: ReadingReport) -> Iterator[str]:
    yield f"\n== {half} half: single messages (95 % intervals; beside it: doing nothing)"
    for name, share in ours.shares.items():
        yield f"{name:32} {share!s:32} | {baseline.shares[name]}"
    yield f"{'kinds, macro-F1':32} {macro_f1(ours.kinds):5.3f}{'':27} | {macro_f1(baseline.kinds):5.3f}"
    yield _PER_KIND.format("kind", "precision", "recall (accuracy on the kind)", "F1", "F1 of doing nothing")
    idle = {one.kind: one for one in baseline.kinds}
    for one in ours.kinds:
        precise, recall = Share(one.right, one.called), Share(one.right, one.n)
        low, high = one.interval
        yield _PER_KIND.format(
            one.kind, str(precise), str(recall), f"{one.f1:.2f} ({low:.2f}-{high:.2f})", f"{idle[one.kind].f1:.2f}"
        )


def _drafts(half: str, whole: Played) -> Iterator[str]:
    counts, idle = whole.counts, whole.idle
    yield f"\n== {half} half: drafts at every checkpoint of {whole.conversations} conversations"
    due = counts[RIGHT] + counts[MISSING] + counts[WRONG_RECIPIENT]
    there = counts[RIGHT] + counts[UNWANTED] + counts[WRONG_RECIPIENT]
    for name, of in ((RIGHT, due), (MISSING, due), (WRONG_RECIPIENT, due), (UNWANTED, there)):
        yield f"{name:32} {Share(counts[name], of)!s:32} | {Share(idle[name], idle[MISSING])}"
    yield f"{ONCE:32} {Share(counts[ONCE], counts[EVER])!s:32} | {Share(0, 0)}"
    yield f"{LEFT_OUT:32} {Share(counts[LEFT_OUT], counts[ACTS])}"


def _wrong_messages(labelled: list[corpus.Labelled], checked: list[Checked]) -> Iterator[str]:
    """A line for each wrong answer in the open half."""
    for one, row in zip(labelled, checked, strict=True):
        if row.kinds[0] != row.kinds[1]:
            yield f"{one.id}: kind {row.kinds[1]}, not {row.kinds[0]}"
        for name in ("start", "promise", "company", "role"):
            if getattr(row, name) is False:
                field = {"start": "interview"}.get(name, name)
                yield f"{one.id}: {name} {row.found[field]!r}, not {one.expect.get(name, one.expect.get(f'{name}_by'))}"
        for name in ("start_invented", "promise_invented", "invented"):
            if getattr(row, name):
                yield f"{one.id}: {name.replace('_', ' ')}: {row.found['interview'] or row.found['promise']!r}"
        if not row.sender:
            yield f"{one.id}: sender {row.found['sender']}, not {one.expect['sender']}"
        if row.people[0] < row.people[1]:
            yield f"{one.id}: people {row.found['people']}, not {one.expect['people']}"


if __name__ == "__main__":
    main()
