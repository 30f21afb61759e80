"""What a transaction changed, and what features do when a room ends, lives on, or is entered."""
