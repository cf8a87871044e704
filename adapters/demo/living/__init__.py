"""The living city: five months, about 3,000 cases, twenty-one units, every kind of trouble."""
