"""Search: mixes of measures under a budget that no other mix beats in every objective, and how far they hold."""
