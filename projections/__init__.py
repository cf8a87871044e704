"""Read models folded from facts, one file per question."""

from projections import case_history, case_ledger, custody, findings, ladders, organisation, timeliness, writings

__all__ = ["case_history", "case_ledger", "custody", "findings", "ladders", "organisation", "timeliness", "writings"]
