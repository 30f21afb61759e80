"""The models of the textbook site."""
