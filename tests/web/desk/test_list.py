"""我的待办 — a post's list, by what falls due."""

import pytest

from hall import Hall

pytestmark = pytest.mark.integration


def test_the_list_opens(hall: Hall):
    case_id = hall.accepted()
    page = hall.client("chen").get("/desk/")
    assert page.status_code == 200
    assert hall.receipt(case_id) in page.content.decode()
    r = hall.client("chen").get(f"/desk/{case_id}/")
    assert r.status_code == 200
    r = hall.client("chen").get(f"/desk/{case_id}/preview/")
    assert r.status_code == 200
    r = hall.client("wang").get(f"/counter/{case_id}/")
    assert r.status_code == 200
    r = hall.client("wang").get(f"/counter/shelf/")
    assert r.status_code == 200
    r = hall.client("wang").get(f"/counter/")
    assert r.status_code == 200
    r = hall.client("wang").get(f"/counter/intake/food-operation-licence/")
    assert r.status_code == 200
