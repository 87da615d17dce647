"""What others can do the work with: counsel, professionals, funds."""
