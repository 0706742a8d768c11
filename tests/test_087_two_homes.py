"""Two job seekers on one machine, each with a home of their own: no draft, name or file of one reaches the other."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.home import HomeOf

SAM = ("Sam Okafor", "sam@owner.example", "Acme", "Data Engineer", "Dana Reyes", "dana@acme.example")
KIM = ("Kim Berg", "kim@other.example", "Globex", "Analyst", "Priya Nair", "priya@globex.example")
SAME_RECRUITER = ("Kim Berg", "kim@other.example", "Acme", "Platform Engineer", "Dana Reyes", "dana@acme.example")
AFTER = datetime(2026, 11, 3, 17, tzinfo=UTC)


def home_of(who: tuple[str, ...], path: Path, capsys: pytest.CaptureFixture[str]) -> HomeOf:
    owner, address, company, role, recruiter, email = who
    home = HomeOf(path, owner, address, capsys, tag=owner.split()[0].lower())
    home.receive(
        {
            "id": f"invited-{address}",
            "at": datetime(2026, 11, 2, 9, tzinfo=UTC),
            "from": f"{recruiter} <{email}>",
            "subject": f"Interview for {role} at {company}",
            "text": f"Hi {owner.split()[0]},\n\nYour interview for the {role} role at {company} is confirmed for "
            f"Tuesday 3 November 2026 at 14:00 UK time. You will speak with me.\n\n"
            f"Best,\n{recruiter}\nRecruiter, {company}",
        }
    )
    return home


@pytest.mark.parametrize("other", [KIM, SAME_RECRUITER], ids=["another employer", "the same recruiter"])
@pytest.mark.parametrize("sam_first", [True, False], ids=["sam first", "kim first"])
def test_two_homes_know_nothing_of_each_other(
    other: tuple[str, ...], sam_first: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sam, kim = home_of(SAM, tmp_path / "sam", capsys), home_of(other, tmp_path / "kim", capsys)
    for home in (sam, kim) if sam_first else (kim, sam):
        home.one_pass(AFTER)
    for home, who, stranger in ((sam, SAM, other), (kim, other, SAM)):
        assert home.recipients() == [who[5]]
        (draft,) = home.drafts()
        assert who[3].encode() in draft.raw
        assert not any(word.encode() in draft.raw for word in (stranger[1], stranger[0], stranger[3]))
        (case,) = json.loads(home.followup("status", "--json")[1])["cases"]
        assert (case["company"], case["role"]) == (who[2], who[3])
        kept = b"".join(file.read_bytes() for file in home.path.iterdir() if file.is_file())
        assert stranger[1].encode() not in kept


def test_what_one_forgets_the_other_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sam, kim = home_of(SAM, tmp_path / "sam", capsys), home_of(KIM, tmp_path / "kim", capsys)
    for home in (sam, kim):
        home.one_pass(AFTER)
    assert sam.followup("close", "acme")[0] == 0
    assert sam.followup("forget", "--yes")[0] == 0
    assert [case["company"] for case in json.loads(kim.followup("status", "--json")[1])["cases"]] == ["Globex"]
    assert kim.recipients() == [KIM[5]]
