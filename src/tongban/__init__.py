"""Tongban 通办: government services through one door.

The rooms, from the ground up: `kernel` (what may happen to a case), `bulk` (its counting over arrays),
`catalogue` (what government
offers), `handling` (carry out one command), `store` and `connectors` (the outside behind ports),
`web` (people at the counter), `cli` (the verbs). Arrows point down; import-linter keeps them so.
"""
