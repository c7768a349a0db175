"""Process 流程: many cases at once — how they can go, and how they went.

`exploring` walks through every state that a case of one item can be in, with the kernel's own `decide`.
`log` reads any system's events into one coded form, `mining` says what they tell. Not its business: one
case that somebody is waiting for (`handling`), and what the law says (`kernel`). The bench that diagnoses
and simulates arrives with its own issue.
"""
