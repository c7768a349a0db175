"""Life events 一件事: apply once, hand over to the members' cases, follow what they tell, deliver together.

`applying` takes the whole in, `carrying_out` decides and stores, `following` turns events of members' cases
into commands on the life event and what is owed into commands on the cases. Every id on the way is derived,
so that whoever is killed in between does nothing twice and leaves nothing out.
Not its business: what a case is. Start reading in `following.py`.
"""
