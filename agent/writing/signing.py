"""The owner's signature below a draft: the one of their config, else the one their mail program keeps."""

from __future__ import annotations

from agent.reading.html import to_text
from agent.reading.pages import HISTORY, SIGNED
from agent.writing.page import as_html

_LONGEST = 20_000
"""Characters of a kept signature; Gmail takes 10,000. A longer one is left out rather than cut in the middle."""

_MARKED = (
    '<div><br></div><span class="gmail_signature_prefix">-- </span><br>'
    '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">{}</div>'
)
"""As Gmail writes it. By this mark Gmail knows that the signature is there, and adds no second one on opening."""


def signed(text: str, own: str | None, kept: str | None) -> tuple[str, str]:
    """A draft's text and the same as HTML, with one signature below.

    `own` is the config's, plain text, and comes first; `kept` is HTML as the mail program keeps it. Neither: none.
    """
    if own:
        text = f"{text}\n\n{own.strip()}"
        return text, as_html(text)
    words = _words(kept) if kept and len(kept) <= _LONGEST else ""
    if not kept or not words:
        return text, as_html(text)
    return f"{text}\n\n-- \n{words}", as_html(text) + _MARKED.format(kept.strip())


def _words(page: str) -> str:
    """What a person reads in a signature."""
    lines = to_text(page)[0].replace(HISTORY, "").replace(SIGNED, "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
