"""Which inputs an outcome hangs on: a file a method, over one interface (see `method`)."""
