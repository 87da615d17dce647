"""A week or a life in sentences, made of what the model declares: labels, units, and rules in their own words."""
