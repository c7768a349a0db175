"""Holiday notices invented for tests, in the form of `law/holidays`: nothing here was ever announced."""

import json
from collections.abc import Mapping

#: 31 December 2026 to 3 January 2027 off, made up for on Saturday, 9 January: moves a day of the year before.
MOVING: Mapping[str, bool] = {
    "2026-12-31": True,
    "2027-01-01": True,
    "2027-01-02": True,
    "2027-01-03": True,
    "2027-01-09": False,
}
#: Only what the decree itself says: nothing moves, 2027 becomes certain.
CONFIRMING: Mapping[str, bool] = {"2027-01-01": True}
#: Thursday, 31 December 2026 off and Saturday, 2 January 2027 worked: a limit over both ends as it did.
SWAPPED: Mapping[str, bool] = {"2026-12-31": True, "2027-01-01": True, "2027-01-02": False}
#: What the decree says of the rest of the year, so that a notice moves nothing else.
DECREED = (
    *("2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05", "2027-05-01", "2027-05-02"),
    *("2027-06-09", "2027-09-15", "2027-10-01", "2027-10-02", "2027-10-03"),
)


def notice(days: Mapping[str, bool], year: int = 2027, source: str = "https://example.invalid/2027") -> bytes:
    """The file of a year's notice."""
    said = {**days, **(dict.fromkeys(DECREED, True) if year == 2027 else {})}
    listed = [{"name": "测试", "date": day, "isOffDay": off} for day, off in said.items()]
    return json.dumps({"year": year, "papers": [source], "days": listed}).encode()
