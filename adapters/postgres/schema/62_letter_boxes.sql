-- Where a seat gets its letters, if it wants any. It goes with the account; no fact names it.

ALTER TABLE access.accounts ADD COLUMN mail text;
CREATE INDEX accounts_seat_idx ON access.accounts (seat) WHERE mail IS NOT NULL;
