"""The year before, and other units of the same call: codes Y and U."""
