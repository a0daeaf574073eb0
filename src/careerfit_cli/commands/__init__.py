"""One file per command: its options, what it runs, its screen and its JSON."""
