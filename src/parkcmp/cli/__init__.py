"""The command line: one module a command, options and streams beside them. Holds no meaning of its own."""
