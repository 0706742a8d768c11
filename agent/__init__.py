"""followup: watches the owner's own mailbox during a job hunt and leaves ready-to-send drafts. It never sends.

    mailbox -> message, reading -> findings -> case -> due -> draft -> save, replace, withdraw, leave
    ^ I/O      |<- pure: no clock, no network, no disk, no environment ->|       ^ I/O

Data flows one way. A mailbox gives raw messages; `reading` finds what the person said, now; `understanding` turns one
message into findings, each with the sentence it was read from; `cases` folds all findings into hiring processes;
`planning` says what is due, when, to whom and why; `writing` puts it into words; `drafts` makes the Drafts folder
agree.

The shell around it: `cli` (arguments, clock, exit codes), `cycle` (one pass; reads like this drawing), `gathering`
(from mailbox to stored findings), `store` (the only SQL), `config` and `home`.

Read next: `providers/mailbox.py` (the contract), then `agent/cycle.py`. Words are explained in docs/glossary.md.
"""

from __future__ import annotations
