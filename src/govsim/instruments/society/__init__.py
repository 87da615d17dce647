"""What society does: reporting, disclosure, unions, associations, campaigns, education."""
