"""Published findings, each emulated on the model and held against what was published."""
