"""Made-up published budgets and final accounts (部门预算公开, 部门决算公开), clean and with one fault each."""
