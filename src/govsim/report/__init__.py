"""What can be written about the model without running it: the manual and the ODD description, from declarations."""
