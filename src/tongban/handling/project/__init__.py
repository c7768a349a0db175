"""Construction projects 工程建设项目: register once, apply stage by stage, follow what the stages tell.

`applying` registers, applies for a stage and ends; `carrying_out` decides and stores; `following` turns what
the life events of the stages say into commands on the project, and what it owes into commands on them;
`gates` answers whether a case of a stage may be granted. Whoever is killed in between does nothing twice.
Not its business: what a stage's application is (`handling.life_event`). Start reading in `following.py`.
"""
