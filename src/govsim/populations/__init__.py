"""Who exists: one file an agent type, one table each; and the making and reading of populations."""
