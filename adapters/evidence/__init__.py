"""Evidence that anyone can check: the transparency log over the facts, its sealer, its witness, its proofs."""

from __future__ import annotations
