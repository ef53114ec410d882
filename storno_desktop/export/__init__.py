"""Taking the list out of the program: files that other programs open; no Qt here."""
