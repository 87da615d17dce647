"""What prepares for the accident that happens all the same: plans, drills, rescue."""
