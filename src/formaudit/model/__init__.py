"""The nouns of the house: frozen records that every floor above shares."""
