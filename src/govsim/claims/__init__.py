"""What is claimed of the shipped model, and how the claims are held against numbers."""
