"""消息 — who is told what after an event: a table, pure, applied where the command's rows are made.

A message is a code and its parameters; names, numbers of persons and addresses are no part of it. The
sentences stand where their codes are defined (`people.py`, `posts.py`), in Chinese and English.

A message replaces no document 文书 and proves no service 送达: limits to seek a remedy start with the
document, not with a message about it.
"""

from tongban.handling.messages.table import NOBODY, TOLD
from tongban.handling.messages.telling import Audience, Message, Rule, Scene, messages
from tongban.handling.messages.words import CODES, MessageCode, StepNames, say, title_of

__all__ = [
    "CODES",
    "NOBODY",
    "TOLD",
    "Audience",
    "Message",
    "MessageCode",
    "Rule",
    "Scene",
    "StepNames",
    "messages",
    "say",
    "title_of",
]
