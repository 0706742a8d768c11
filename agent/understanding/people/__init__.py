"""Who and what a message is about: the people on the hiring side, the employer, the job, the language.

Names come from headers, invitations, signatures and the text; an address is never guessed. Every list of words lies
in `agent/understanding/lexicon/`.
"""

from agent.understanding.people.names import greeting_name

__all__ = ["greeting_name"]
