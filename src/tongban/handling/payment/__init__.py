"""Payment 缴款: from what a case owes to an order at the platform, and from its word back to the case.

The platform (非税收入收缴平台 or the like) keeps its own ledger. What it says by a signed notification, by an
answer or in its daily statement is a fact, told at least once and in any order; each transaction is recorded
once, by its own number. Not its business: how the platform is spoken to (`connectors/payment`), and what is
owed (`kernel`). Start reading at `paying`.
"""
