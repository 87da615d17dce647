"""What is done at the source: entry, licences, certificates, standards, equipment."""
