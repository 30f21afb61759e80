"""The foundation of the machinery: words, limits, threads, and the outside world. Knows no room."""
