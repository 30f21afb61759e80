"""The sites that a bench serves: ours, the textbook one, and stock Channels."""
