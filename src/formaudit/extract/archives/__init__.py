"""Archives: which kind, and what is in them, safely."""
