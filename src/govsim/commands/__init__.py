"""The command line: one file and one record a command. A new command is a new file; see `common.record`."""
