"""Divisions that mathematics knows to be best."""
