"""Designs of studies: one file each, from a panel to an estimate with its own interval, by a library."""
