"""Every entry of the tables of the reading stage matches its example."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from agent.reading import closings, containers, footers, machines, quotes, zones
from agent.reading.records import Automatic


@pytest.mark.parametrize("entry", quotes.table()["attribution"], ids=lambda entry: entry["example"])
def test_an_attribution_cuts_with_and_without_marks(entry: dict[str, str]) -> None:
    for history in ("> old", "old"):
        parts = quotes.split(f"new\n\n{entry['example']}\n\n{history}")
        assert [line for line in parts.new if line] == ["new"]
        assert "old" in parts.quoted


@pytest.mark.parametrize("entry", quotes.table()["attribution"], ids=lambda entry: entry["example"])
def test_an_attribution_may_be_broken_over_two_lines(entry: dict[str, str]) -> None:
    words = entry["example"].split(" ")
    broken = " ".join(words[: len(words) // 2]) + "\n" + " ".join(words[len(words) // 2 :])
    assert [line for line in quotes.split(f"new\n\n{broken}\n> old").new if line] == ["new"]


def test_a_short_mail_above_a_whole_attribution_is_no_part_of_it() -> None:
    below = ["Thank you! Confirmed for Wednesday.", "On Fri, Jan 9, 2026 at 3:05 PM, Dana <dana@acme.example> wrote:"]
    assert quotes.attribution(below, 0) == 0
    assert quotes.attribution(below, 1) == 1


@pytest.mark.parametrize("entry", quotes.table()["divider"], ids=lambda entry: entry["example"])
def test_a_divider_cuts(entry: dict[str, str]) -> None:
    parts = quotes.split(f"new\n{entry['example']}\nold")
    assert parts.new == ["new"]
    assert parts.quoted[-1] == "old"


@pytest.mark.parametrize("entry", quotes.table()["forward"], ids=lambda entry: entry["example"])
def test_a_forward_is_forwarded(entry: dict[str, str]) -> None:
    for mark in ("", "> "):
        parts = quotes.split(f"new\n{mark}{entry['example']}\n{mark}old")
        assert [line for line in parts.new if line] == ["new"]
        assert parts.forwarded[-1] == "old"


@pytest.mark.parametrize("example", quotes.table()["labels"]["examples"])
def test_a_label_is_known(example: str) -> None:
    assert quotes.label(example)


@pytest.mark.parametrize(
    "prose",
    [
        "On Friday Dana wrote:",
        "On the whole, as Lee wrote:",
        "As you wrote:",
        "From: our side nothing else is needed.\nTo: be honest, it went well.\nSubject: to approval.",
        "Date: Tuesday 3 November\nTo: Room 4",
        "Original message follows.",
    ],
)
def test_prose_is_not_cut(prose: str) -> None:
    assert "\n".join(quotes.split(f"{prose}\nand more").new) == f"{prose}\nand more"


@pytest.mark.parametrize("word", footers.table()["farewell"]["words"])
def test_a_farewell_is_followed_by_the_name(word: str) -> None:
    for end in ("", ",", "!", "."):
        said, signature = closings.close(["See the plan below.", "", word.capitalize() + end, "Dana Reyes"], None)
        assert said == ["See the plan below.", "", word.capitalize() + end]
        assert [line for line in signature if line] == ["Dana Reyes"]


@pytest.mark.parametrize("example", footers.table()["farewell"]["examples"])
def test_an_example_is_a_farewell(example: str) -> None:
    assert closings.is_farewell(example)


@pytest.mark.parametrize("entry", footers.table()["program"], ids=lambda entry: entry["example"])
def test_a_programs_line_leaves(entry: dict[str, str]) -> None:
    assert footers.is_program(entry["example"])
    assert closings.close(["Fine.", "", entry["example"]], None) == (["Fine.", ""], [entry["example"]])


@pytest.mark.parametrize("entry", footers.table()["footer"], ids=lambda entry: entry["example"])
def test_a_footer_leaves_from_the_end_only(entry: dict[str, str]) -> None:
    assert footers.is_footer(entry["example"])
    assert closings.close(["Tuesday at 3 works.", "", entry["example"]], None)[0] == ["Tuesday at 3 works.", ""]
    before = [entry["example"], "", "Could you call me on Tuesday at 3 please?"]
    assert closings.close(before, None)[0][-1] == before[-1]


@pytest.mark.parametrize("entry", footers.table()["banner"], ids=lambda entry: entry["example"])
def test_a_banner_leaves_from_the_top_only(entry: dict[str, str]) -> None:
    assert footers.is_banner(entry["example"])
    assert [line for line in closings.close([entry["example"], "", "Hi Sam"], None)[0] if line] == ["Hi Sam"]


@pytest.mark.parametrize("entry", containers.table()["container"], ids=lambda entry: entry["example"])
def test_a_container_is_found(entry: dict[str, str]) -> None:
    for prefix in ("", "x_", "x_x_"):
        markup = entry["example"].replace('id="', f'id="{prefix}').replace('class="', f'class="{prefix}')
        elements = etree.fromstring(markup, etree.HTMLParser()).iter()
        assert entry["part"] in [containers.holds(str(each.tag), dict(each.attrib)) for each in elements]


@pytest.mark.parametrize("rule", machines.subject_rules(), ids=lambda rule: rule["kind"] + str(rule["sure"]))
def test_a_subject_of_a_machine(rule: dict[str, Any]) -> None:
    examples = rule["examples"]
    for example in examples:
        assert machines.subject_kind(example, hinted=True) is Automatic(rule["kind"])
        assert (machines.subject_kind(example, hinted=False) is not None) is rule["sure"]
        assert machines.subject_kind("Re: " + example, hinted=True) is None


@pytest.mark.parametrize(("name", "zone"), zones.table()["codes"].items())
def test_a_zone_code(name: str, zone: str) -> None:
    assert zones.resolve(name) == zones.Zone(ZoneInfo(zone), zone)


@pytest.mark.parametrize(("name", "zone"), zones.table()["shown"].items())
def test_a_zone_as_windows_shows_it(name: str, zone: str) -> None:
    for shown in (f"(UTC+01:00) {name}", f"(GMT) {name}"):
        found = zones.resolve(shown)
        assert found is not None
        assert found.name == zone


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Romance Standard Time", "Europe/Paris"),
        ("GMT Standard Time", "Europe/London"),
        ("Eastern Daylight Time", "America/New_York"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Tzfile/America/New_York", "America/New_York"),
        ("UTC", "UTC"),
        ("GMT", "UTC"),
    ],
)
def test_a_zone_name(tzid: str, name: str) -> None:
    found = zones.resolve(tzid)
    assert found is not None
    assert found.name == name
    assert found.sure


@pytest.mark.parametrize(
    ("tzid", "seconds", "sure"),
    [("GMT+0530", 19800, True), ("UTC-05:00", -18000, True), ("(UTC+03:30) Nowhere", 12600, False)],
)
def test_an_offset(tzid: str, seconds: int, sure: bool) -> None:
    found = zones.resolve(tzid)
    assert found is not None
    offset = found.tz.utcoffset(None)
    assert offset is not None
    assert (offset.total_seconds(), found.name, found.sure) == (seconds, None, sure)


@pytest.mark.parametrize(
    "tzid", ["", "Middle Earth", "Customized Time Zone", "../../etc/passwd", "/", "UTC+99", "a" * 999]
)
def test_a_zone_nobody_knows(tzid: str) -> None:
    assert zones.resolve(tzid) is None
