"""What `govsim list` knows: one file and one record a list."""
