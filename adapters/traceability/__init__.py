"""From a clause to what runs because of it, to the line it stands at, to what proves it."""
