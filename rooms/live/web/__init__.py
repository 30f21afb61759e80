"""Pages, the socket, and the HTTP fallback."""
