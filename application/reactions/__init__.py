"""Whenever X, then Y: facts become commands. One file per sentence."""
