"""What all questions share: what a question says, how it is answered, and its page."""
