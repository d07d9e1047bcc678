"""Rule profiles and reviewed names from TOML, with the line of every mistake; the profiles that ship stand here."""
