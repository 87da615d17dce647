"""What runs: plans, parts on disk, finished folders."""
