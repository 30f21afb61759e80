"""Stylesheets and scripts as they are sent."""
