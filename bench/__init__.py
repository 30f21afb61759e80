"""Benchmarks of the whole platform: real servers, real sockets, one JSON object each. See README.md beside this."""
