"""What decides: a command is guards, then facts."""
