"""PostgreSQL: the store, the follower, the views, the embedded server."""
