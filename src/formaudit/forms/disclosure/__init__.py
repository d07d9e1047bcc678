"""Published budgets and final accounts: recognised by title, typed by the words of their headers, read by code."""
