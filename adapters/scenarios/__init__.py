"""Stories a lawyer can read, run through the whole application with the clock in hand."""
