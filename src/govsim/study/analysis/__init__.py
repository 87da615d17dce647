"""What is found out from runs."""
