"""Texts of people: what is taken out, whether anything is left, and their direction inside a sentence. All pure."""
