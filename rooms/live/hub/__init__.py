"""One hub for each live room and process: it reads the database and sends the sockets what changed."""
