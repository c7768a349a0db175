"""Conformance 合规场景: scenarios a lawyer can check on a wall calendar, run against any system of clocks.

Given, when, then, with the counting written out and the numbers of the law it rests on. Not its
business: how a system counts; it answers a question, and the answer is compared. Start reading in
`scenario.py`.
"""

from tongban.catalogue.conformance.files import load_scenarios
from tongban.catalogue.conformance.question import Answer, NotReached, Question, Subject, Unsupported
from tongban.catalogue.conformance.running import Failure, Report, run, unanswered
from tongban.catalogue.conformance.scenario import Scenario

__all__ = [
    "Answer",
    "Failure",
    "NotReached",
    "Question",
    "Report",
    "Scenario",
    "Subject",
    "Unsupported",
    "load_scenarios",
    "run",
    "unanswered",
]
