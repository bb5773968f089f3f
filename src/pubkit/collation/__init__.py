"""Witnesses of one article side by side."""
