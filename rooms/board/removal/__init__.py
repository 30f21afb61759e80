"""What takes questions and cards away: their asker, a host, and the end of the term."""
