"""邮件 — what somebody was told reaches them: on their pages, and by letter where they agreed to it.

The messages themselves are rows of the command that said them (`handling.messages`). Whether a letter
arrives changes nothing of a case.
"""
