"""Clock 时钟: a time limit, how it is spent (the ledger), when it falls due, and why."""
