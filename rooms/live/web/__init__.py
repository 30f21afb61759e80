"""Pages, the socket, and the same without a socket."""
