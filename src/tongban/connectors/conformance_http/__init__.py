"""Conformance over HTTP 合规场景的 HTTP 适配器: ask another system, and answer as an example of one.

A question is posted as JSON, the answer comes back as JSON; `docs/reference/scenarios.md` shows both.
"""

from tongban.connectors.conformance_http.answering import answering
from tongban.connectors.conformance_http.asking import HttpSubject, NotAnswered

__all__ = ["HttpSubject", "NotAnswered", "answering"]
