"""What Tiji knows to be true about complaint handling: facts, rules, aggregates. Imports no framework."""
