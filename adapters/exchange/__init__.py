"""Imports and exports: sheets of other systems, read row by row."""
