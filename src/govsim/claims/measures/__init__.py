"""What each measure does: its own outcome, injuries and deaths, what it costs whom, and what is left when it ends."""
