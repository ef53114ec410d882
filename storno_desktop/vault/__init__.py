"""The one room for secrets that outlive the program."""
