"""The life of a finding (问题的处理): decisions by fingerprint, kept in a file; two runs compared."""
