"""One hub for each live room and process: it looks at the database and shows the sockets what changed."""
