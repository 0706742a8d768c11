"""What other programs wrap a text in: S/MIME and PGP signatures. Nothing is decrypted.

A signature is no proof here, only paper around the words: it is not verified.
"""

from __future__ import annotations

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
MAX_PIECES = 2000
"""Pieces of one octet string."""

_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_SIGNATURE_END = "-----END PGP SIGNATURE-----"
_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
_ENCRYPTED_END = "-----END PGP MESSAGE-----"


def signed_content(raw: bytes) -> bytes | None:
    """What an S/MIME signed-data holds (RFC 5652 5.1), None for what is encrypted, detached or damaged."""
    try:
        tag, info, _ = _element(raw, 0)
        oid, at = _expect(info, 0, 0x06)
        if tag != 0x30 or oid != _SIGNED_DATA:
            return None
        outer, _ = _expect(info, at, 0xA0)
        signed, _ = _expect(outer, 0, 0x30)
        _, at = _expect(signed, 0, 0x02)
        _, at = _expect(signed, at, 0x31)
        content, _ = _expect(signed, at, 0x30)
        oid, at = _expect(content, 0, 0x06)
        held, _ = _expect(content, at, 0xA0) if oid == _DATA else (b"", 0)
        return _octets(held)
    except (IndexError, ValueError):
        return None


def _expect(raw: bytes, at: int, wanted: int) -> tuple[bytes, int]:
    tag, content, end = _element(raw, at)
    if tag != wanted:
        raise ValueError("another element")
    return content, end


def _element(raw: bytes, at: int) -> tuple[int, bytes, int]:
    """Tag, content and end of the BER element at a place; of one without a length, everything to the end."""
    tag, length = raw[at], raw[at + 1]
    at += 2
    if length == 0x80:
        return tag, raw[at:], len(raw)
    if length > 0x80:
        size = length & 0x7F
        if size > 4:
            raise ValueError("too long")
        length = int.from_bytes(raw[at : at + size], "big")
        at += size
    return tag, raw[at : at + length], min(at + length, len(raw))


def _octets(raw: bytes) -> bytes | None:
    """An octet string, whole or in pieces (as streams write it)."""
    tag, content, _ = _element(raw, 0)
    if tag == 0x04:
        return content
    if tag != 0x24:
        return None
    pieces: list[bytes] = []
    at = 0
    while at + 1 < len(content) and len(pieces) < MAX_PIECES and content[at] == 0x04:
        _, piece, at = _element(content, at)
        pieces.append(piece)
    return b"".join(pieces) or None


def without_pgp(text: str) -> tuple[str, bool]:
    """A text without the lines PGP puts around what it signs; and whether a part of it is encrypted, which goes."""
    encrypted = _ENCRYPTED in text
    if encrypted:
        before, _, rest = text.partition(_ENCRYPTED)
        text = before + rest.partition(_ENCRYPTED_END)[2]
    if _SIGNED not in text:
        return text, encrypted
    before, _, rest = text.partition(_SIGNED)
    signed, _, after = rest.partition(_SIGNATURE)
    words = signed.replace("\r\n", "\n").lstrip("\n").partition("\n\n")[2]
    lines = [line.removeprefix("- ") for line in words.split("\n")]
    return before + "\n".join(lines) + after.partition(_SIGNATURE_END)[2], encrypted
