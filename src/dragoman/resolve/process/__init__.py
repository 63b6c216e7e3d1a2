"""Process: rounds, agreements, chains and the ledger, in the corpus's own time."""
