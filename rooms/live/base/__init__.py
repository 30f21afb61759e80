"""What the rest of the machinery stands on: words, limits, threads, and the outside world. Knows no room."""
