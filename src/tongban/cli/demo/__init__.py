"""Demo 演示: the demo city's people and cases, played through the kernel.

Nothing here writes a row of its own: cases come about by the same verbs the counter uses, so the
demo can never hold an impossible one. `people.py` says who there is, `stories.py` what happened,
`player.py` plays it.
"""
