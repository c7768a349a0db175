"""What the job worker does 作业内容: a kind of job, and the handling function that does it."""

from collections.abc import Mapping

from tongban.handling.issuing import issue_document
from tongban.handling.payment.paying import send_refund
from tongban.store.jobs import register
from tongban.web.wiring import office


def register_jobs() -> None:
    """Tell the worker every kind of job there is."""
    register("issue_document", _issue_document)
    register("send_refund", _send_refund)


def _send_refund(case_id: str, arguments: Mapping[str, str]) -> None:
    send_refund(office().cashier, case_id, arguments["number"])


def _issue_document(case_id: str, arguments: Mapping[str, str]) -> None:
    issue_document(office().press, case_id, arguments["document"], int(arguments["seq"]))
