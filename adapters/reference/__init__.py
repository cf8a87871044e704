"""The reference, written by the code itself: one module a page, all of it text that depends on nothing but the code."""
