"""The demo city obeys the rules it shows."""

import re

from tongban.catalogue.codes import credit_code_checks
from tracked import ROOT

ROOM = ROOT / "src" / "tongban" / "cli" / "demo"
STORIES = [ROOM / f"{name}.py" for name in ("stories", "gyms", "guesthouses", "pumps", "workshops")]


def test_every_credit_code_of_the_demo_city_is_one() -> None:
    codes = [code for path in STORIES for code in re.findall(r'"([0-9A-Z]{18})"', path.read_text())]
    assert len(codes) >= 10
    assert [code for code in codes if not credit_code_checks(code)] == []
