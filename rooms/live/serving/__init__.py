"""The servers, with our limits and an orderly shutdown."""
