"""A report of a folder of results, whatever analysis left it: read from its sections, figures and provenance alone."""
