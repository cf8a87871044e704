"""Does anything notice when a rule changes? Each datum of an edition is changed in turn, and the tests must fail.

`python -m tests.mutation [EDITION] [--only PATTERN] [--list]`, or `make mutate-editions`. It takes an hour; nothing on
disk is changed. What no test notices is printed: a rule that could go wrong without anyone seeing it.
"""
