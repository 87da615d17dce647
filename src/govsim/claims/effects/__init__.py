"""What instruments do, against what they are expected to do."""
