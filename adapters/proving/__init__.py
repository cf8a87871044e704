"""What `tiji prove` tries: everything a thief with all rights on the database could do, and whether it is found."""

from __future__ import annotations
