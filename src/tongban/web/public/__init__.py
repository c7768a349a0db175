"""Public 公众: the applicant's pages, from finding the item to verifying the licence.

Calm, large, one question at a time; every page works without JavaScript. Start reading in `urls.py`.
Not its business: what may happen to a case (`kernel`), how it is carried out (`handling`), staff.
"""
