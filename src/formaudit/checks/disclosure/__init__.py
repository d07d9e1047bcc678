"""Published budgets and final accounts: codes D."""
