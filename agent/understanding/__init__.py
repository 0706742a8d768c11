"""The fourth stage: what one message means for a hiring process.

mailbox -> message -> reading -> **findings** -> case -> due -> draft

`understand` turns a reading into an `Understanding` (`findings/`): its kind (`kinds/`), the people, the employer and
the job (`people/`), the interview slots (`interviews/`), the stated timelines (`dates/`, `promises/`). `told` does the
same for what the owner reports by hand. Phrases are data: `lexicon/*.toml`, each with an example that must match.
"""

from agent.understanding.understand import understand

__all__ = ["understand"]
