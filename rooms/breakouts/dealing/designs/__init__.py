"""Divisions that are known from mathematics to be best."""
