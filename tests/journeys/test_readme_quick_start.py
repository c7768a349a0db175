"""What the README promises: two commands, ten minutes, a licence that anybody can verify."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import ten_minutes as person
from city import City, readme_commands
from playwright.sync_api import Browser

from no_network import cut_off, interfaces, page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.integration]


def test_from_the_first_page_to_a_licence_that_pdfsig_accepts(
    city: City, chromium: Browser, tmp_path: Path
) -> None:
    case_id, number = person.apply(chromium, city.address, tmp_path / "材料.pdf")
    person.accept(chromium, city.address, number)
    for department in ("fire", "drainage", "health"):
        person.answer_step(chromium, city.address, department, number, "agree")
    person.answer_step(chromium, city.address, "examiner", number, "conforms")
    person.grant(chromium, city.address, number)
    person.hand_out(chromium, city.address, number)

    licence = tmp_path / "licence.pdf"
    licence.write_bytes(person.download(chromium, city.address, case_id))
    assert "印章有效，文件未被改动" in person.verify(chromium, city.address, licence)
    if shutil.which("pdfsig"):
        told = subprocess.run(["pdfsig", str(licence)], capture_output=True, text=True, check=False).stdout
        assert "Signature Validation: Signature is Valid." in told
        assert "Total document signed" in told

    changed = bytearray(licence.read_bytes())
    changed[len(changed) // 2] ^= 1
    licence.write_bytes(changed)
    assert "✕" in person.verify(chromium, city.address, licence)

    assert audited(city) >= 14


def test_it_starts_again_without_a_network_and_has_kept_everything(city: City) -> None:
    again = cut_off(*shlex.split(readme_commands()[0]))
    kept = audited(city)
    city.stop()
    seconds = city.start(*again)
    # `make bench ARGS=start` measures it; a busy machine is no reason to fail here.
    assert seconds < 60, city.said()
    assert interfaces(city.process.pid) == ["lo"]
    assert "食品经营许可" in page(city.process.pid, f"{city.address}items/food-operation-licence/")
    assert audited(city) == kept


def audited(city: City) -> int:
    """How many cases there are; the history of every one of them is replayed and verified."""
    audit = city.run("tongban", "audit", "verify", "--format", "json")
    assert audit.returncode == 0, audit.stderr
    verified = json.loads(audit.stdout)
    assert verified["findings"] == []
    return int(verified["cases"])
