"""The pages of the manual: one file a topic, each a function from the model to a page."""
