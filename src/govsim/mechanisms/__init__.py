"""What people, enterprises and nature do: one behaviour or physical rule a file, with the columns that it writes."""
