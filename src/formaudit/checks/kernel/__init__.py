"""What every check rests on: evidence and batch, relations as checks, readings, and what was left unread."""
