"""Commands, and every other way to change a room."""
