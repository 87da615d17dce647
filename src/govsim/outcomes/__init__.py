"""What is counted: weekly totals and ratios over a window."""
