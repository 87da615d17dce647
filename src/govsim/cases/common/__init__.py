"""What all cases share: what a case says, how it is run, and its page."""
