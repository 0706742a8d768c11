"""Reading: bytes -> what this person said, now. The third stage.

    heads, addresses, charsets   the header block as text, people and ids, whatever its encoding
    headers, machines            the Message: who wrote it to whom and when; is it a machine's
    mime, bodies                 the tree of parts, and which of them hold the text
    html, styles, containers     a page as the text a person sees
    quotes, closings             new text apart from history, forwards, signatures and footers
    invitations, zones           calendar parts at their moment in the world
    readings                     all of it together

Nothing here knows about interviews. Knowledge about mail programs is in the TOML tables beside the modules. In the
texts, paragraphs are separated by a blank line, list items start with "- " and a tab separates the cells of a table.
"""

from __future__ import annotations

from agent.reading.headers import read_header
from agent.reading.readings import read

__all__ = ["read", "read_header"]
