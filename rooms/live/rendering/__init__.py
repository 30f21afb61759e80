"""Parts: registered, rendered, and remembered."""
