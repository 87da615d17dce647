"""Credit: records, incentives, penalties, repair."""
