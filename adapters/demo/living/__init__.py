"""The living city: three months, about 3,000 cases, twenty units, every kind of trouble."""
