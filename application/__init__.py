"""Use cases: load, ask the rules, tell the aggregate, save."""
