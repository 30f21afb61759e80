"""The servers, with our limits and a goodbye."""
