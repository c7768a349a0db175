"""How an applicant fills in the application online, page by page."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from hall import FORM, PDF
from tongban.catalogue.codes import credit_code_check_digit
from tongban.store.models import Draft

APPLY = "/apply/food-operation-licence/"
CREDIT_CODE = "91330199MA0000000" + credit_code_check_digit("91330199MA0000000X")
SITUATION = {
    "has_agent": "no",
    "premises": "rented",
    "cold_dishes": "no",
    "chain_store": "no",
    "floor_area": "80",
}
PARTICULARS = FORM | {"credit_code": CREDIT_CODE}
TO_UPLOAD = ("business-licence", "layout", "safety-rules", "health-certificates", "lease")


def file(name="page.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def begin(client):
    client.post(APPLY)
    return Draft.objects.get(filed=False)


def answer_all(client, situation=SITUATION, particulars=PARTICULARS):
    for name, text in situation.items():
        assert client.post(f"{APPLY}situation/{name}/", {name: text}).status_code == 302, name
    for name, text in particulars.items():
        assert client.post(f"{APPLY}particulars/{name}/", {name: text}).status_code == 302, name


def upload_all(client, materials=TO_UPLOAD):
    for material in materials:
        sent = client.post(f"{APPLY}materials/{material}/", {"papers": [file(f"{material}.pdf")]})
        assert sent.status_code == 302, material


def submit(client):
    check = client.get(f"{APPLY}check/").content.decode()
    action = re.search(r'action="(/applications/[^"]+)"', check)[1]
    return client.post(action), action
