"""Government: inspection, enforcement, disclosure."""
