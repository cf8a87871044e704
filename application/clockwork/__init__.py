"""Time becomes commands: deadlines that pass, acceptances that are deemed."""
