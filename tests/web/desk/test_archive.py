"""`tongban archive` and `tongban challenges`: a package from the database, and one held against itself."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hall import Hall
from tongban.cli import app, reaching
from tongban.handling import challenge, licence, oversight
from tongban.kernel.case import commands as c

pytestmark = pytest.mark.integration


@pytest.fixture
def tongban(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reaching, "reach", lambda: None)  # the hall is reached already

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return run


def ended(hall: Hall) -> str:
    """Granted, struck off before it was handed out, and taken note of by the overseer."""
    case_id = hall.decided()
    licence.cancel(
        hall.office.handler, hall.ask(case_id, "wu", "market-decider"), c.CancellationGround.ENTITY_ENDED
    )
    for number in ("1", "2"):
        ask = hall.ask(case_id, "qin", "market-oversight")
        oversight.acknowledge(hall.office.handler, ask, number, None)
    return case_id


def test_a_case_is_packed_by_its_id_or_number_and_the_package_is_whole(tongban, hall: Hall, tmp_path: Path):
    case_id, file, again = ended(hall), tmp_path / "one.zip", tmp_path / "again.zip"
    assert tongban("archive", case_id, "-o", str(file)).exit_code == 0
    made = tongban("archive", hall.receipt(case_id), "-o", str(again), "--format", "json")
    assert json.loads(made.stdout)["made"][0]["case"] == case_id
    assert file.read_bytes() == again.read_bytes()
    held = tongban("archive", "verify", str(file), "--format", "json")
    told = json.loads(held.stdout)
    assert (held.exit_code, told["findings"], told["case"]) == (0, [], case_id)
    assert told["retention"]["class"] == "thirty_years"
    assert "李申请".encode() in file.read_bytes()
    assert "食品经营许可审查岗".encode() in file.read_bytes()


def test_one_byte_changed_fails(tongban, hall: Hall, tmp_path: Path):
    file = tmp_path / "one.zip"
    tongban("archive", ended(hall), "-o", str(file))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    held = tongban("archive", "verify", str(file))
    assert held.exit_code in (1, 2)


def test_what_cannot_be_written_leaves_nothing_behind(tongban, hall: Hall, tmp_path: Path):
    from tongban.cli.faults import OperatorFault

    (tmp_path / "taken").mkdir()
    fault = tongban("archive", ended(hall), "-o", str(tmp_path / "taken")).exception
    assert isinstance(fault, OperatorFault)
    assert (fault.exit_code, "Is a directory" in fault.en) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_what_ended_before_a_day_goes_into_a_directory_and_the_rest_is_named(
    tongban, hall: Hall, tmp_path: Path
):
    case_id, waiting = ended(hall), hall.decided()
    licence.cancel(
        hall.office.handler, hall.ask(waiting, "wu", "market-decider"), c.CancellationGround.ENTITY_ENDED
    )
    made = tongban("archive", "--closed-before", "2025-09-25", "-o", str(tmp_path / "all"))
    assert made.exit_code == 1
    assert "监管移交还没有签收" in made.stdout
    assert [path.name for path in (tmp_path / "all").iterdir()] == [f"{hall.receipt(case_id)}.zip"]
    none = tongban(
        "archive", "--closed-before", "2025-09-24", "-o", str(tmp_path / "none"), "--format", "json"
    )
    assert (none.exit_code, json.loads(none.stdout)) == (0, {"made": [], "left": []})


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("archive", "-o", "x.zip"), 2),
        (("archive", "0199d0a0-0000-7000-8000-0000000a4c01", "--closed-before", "2025-09-24", "-o", "x"), 2),
        (("archive", "no-such-number", "-o", "x.zip"), 1),
        (("archive", "0199d0a0-0000-7000-8000-0000000a4c01", "-o", "x.zip"), 1),
        (("archive", "verify", "no-such-file.zip"), 2),
    ],
)
def test_wrong_use_is_told_with_its_exit_code(tongban, words, code):
    from tongban.cli.faults import OperatorFault

    fault = tongban(*words).exception
    assert isinstance(fault, OperatorFault)
    assert fault.exit_code == code
    assert not Path("x.zip").exists()


def test_challenges_are_counted_by_item(tongban, hall: Hall):
    assert "没有登记过" in tongban("challenges").stdout
    assert "没有登记过" in tongban("challenges", "--item", "food-operation-licence").stdout
    assert "no item “no-such-item”" in tongban("challenges", "--item", "no-such-item").exception.en
    case_id = hall.decided()
    ask = hall.ask(case_id, "wu", "market-decider")
    kind, act = c.ChallengeKind.LITIGATION, c.ChallengedAct.DECISION
    challenge.record_challenge(hall.office.handler, ask, kind, act, body="演示区人民法院", number="行初7号")
    shown = json.loads(tongban("challenges", "--item", "food-operation-licence", "--format", "json").stdout)
    assert shown["challenges"] == [
        {
            "item": "food-operation-licence",
            "kind": "litigation",
            "act": "decision",
            "outcome": None,
            "count": 1,
        }
    ]
    assert "正在办理" in tongban("challenges").stdout
