-- In a simulation the application holds the clock in its hand.

GRANT SELECT ON store.simulated_clock TO tiji_app, tiji_follower, tiji_reviewer;
GRANT EXECUTE ON FUNCTION store.advance_clock TO tiji_app;
