"""Read models folded from facts, one file per question."""
