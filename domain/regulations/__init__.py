"""Editions: regulations as data with a ground."""
