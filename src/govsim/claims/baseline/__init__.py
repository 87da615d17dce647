"""The status quo against published figures."""
