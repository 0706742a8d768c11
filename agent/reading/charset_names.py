"""Python's codec for a declared charset: all that Python knows, under any name that it or mail has for them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "charmap", "mbcs", "oem"}
)
"""Codecs of text that are no charset of mail; those from bytes to bytes ("zlib", "rot13") are told by Python."""

_READ_AS = {"ascii": "", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""As browsers do: the same letters, and the curly quotes and rarer signs that are really meant."""

_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf8mb4 utf8mb3 utf-8n utf-8-bom utf-8-mac",
    "utf-16": "unicode csunicode ucs-2 ucs2 iso-10646-ucs-2",
    "utf-16-le": "unicodefeff ucs-2le cp1200",
    "utf-16-be": "unicodefffe ucs-2be cp1201",
    "utf-32": "ucs-4 ucs4 iso-10646-ucs-4",
    "utf-7": "cp65000 x-unicode-2-0-utf-7 csunicode11utf7",
    "cp1252": "ansi x-ansi windows-ansi windows-latin1 x-iso-8859-1 cp819 western latin-1-windows",
    "iso8859-6": "logical-arabic csiso88596e csiso88596i",
    "iso8859-8": "logical visual csiso88598e csiso88598i cp38598",
    "koi8-r": "koi koi8 cp20866 cskoi8r",
    "koi8-u": "koi8-ru cp21866 cskoi8u",
    "ptcp154": "cp154",
    "hp-roman8": "cshproman8 roman-8",
    "mac-roman": "mac macintosh csmacintosh x-mac-roman macroman cp10000",
    "mac-latin2": "x-mac-ce x-mac-centraleurroman x-mac-central-european cp10029",
    "mac-cyrillic": "x-mac-ukrainian x-mac-uk cp10007 cp10017",
    "mac-greek": "cp10006",
    "mac-turkish": "cp10081",
    "mac-iceland": "x-mac-icelandic cp10079",
    "mac-croatian": "cp10082",
    "mac-romanian": "cp10010",
    "mac-arabic": "cp10004",
    "shift-jis": "sjis x-sjis shift-jis s-jis csshiftjis x-mac-japanese cp10001",
    "cp932": "windows-31j cswindows31j x-ms-cp932 mskanji ms-kanji windows-932 cp943 x-windows-31j",
    "euc-jp": "x-eucjp eucjp-ms eucjp-win cseucpkdfmtjapanese x-ujis cp51932 cp20932",
    "iso2022-jp": "jis jis7 iso-2022-jp-ms csiso2022jp cp50220 cp50221 cp50222",
    "cp949": "ks-c-5601-1987 ks-c-5601-1989 ks-c-5601 ksc5601 ksc-5601 csksc56011987 iso-ir-149 uhc"
    " x-windows-949 cp51949 cseuckr x-mac-korean cp10003",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb-2312 gb-2312-80 gb2312-80 iso-ir-58 cn-gb euc-cn euccn cp51936"
    " cp20936 cp54936 gbk2312 x-mac-chinesesimp x-mac-simp-chinese cp10008",
    "hz": "hz-gb-2312 cp52936",
    "big5": "cn-big5 csbig5 big-5 big5-eten x-x-big5 x-mac-chinesetrad x-mac-trad-chinese cp10002",
    "cp874": "dos-874 iso-8859-11 tis620-0 tis620-2533 cp28601 x-thai",
    "ascii": "cp20127 us ansi-x3-4",
}
"""Names of mail that Python does not know, or that say less than is meant; most are of the Encoding Standard."""

_NAMED = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_NUMBERED = re.compile(r"(?:cp|ibm|ccsid|ms|dos|windows|win|cswindows|csibm|cspc|code-?page)-?0*(\d{2,5})")
_ISO = re.compile(r"(?:cs)?(?:iso)?-?8859-?(\d{1,2})(?:-?[ie]|-\d{4})?|cp28(\d{3})")


@lru_cache(maxsize=256)
def codec(charset: str) -> str:
    """Python's name for a declared charset; "" when unknown, when plain ASCII, or no charset at all ("punycode")."""
    name = re.sub(r"[^a-z0-9]+", "-", re.split("[;,]", charset)[0].lower()).strip("-")[:60]
    for spelling in _spellings(name):
        if found := _known(spelling):
            return _READ_AS.get(found, found)
    return ""


def _spellings(name: str) -> Iterator[str]:
    """What may stand for a name in the tables, the likeliest first."""
    for one in dict.fromkeys((name, name.removeprefix("x-"))):
        yield _NAMED.get(one, one)
        if found := _NUMBERED.fullmatch(one):
            number = f"cp{found[1]}"
            yield _NAMED.get(number, number)
            yield f"cp{int(found[1]):03}"
            one = number
        if found := _ISO.fullmatch(one):
            yield f"iso8859-{int(found[1]) if found[1] else int(found[2]) - 590}"
        if one.startswith("cs"):
            yield one.removeprefix("cs")


def _known(name: str) -> str:
    """Python's own name for a charset; "" when it has none."""
    try:
        found = codecs.lookup(name).name.replace("_", "-")
        b"x".decode(name, "replace")  # what makes bytes of bytes is refused
    except UnicodeError:
        pass
    except (LookupError, ValueError):
        return ""
    return "" if found in _NO_CHARSETS else found
