-- A blind index over sealed texts: keyed hashes of their bigrams, and the few smallest of them. It goes with its text.

ALTER TABLE vault.texts
    ADD COLUMN grams  integer[] NOT NULL DEFAULT '{}',
    ADD COLUMN sketch integer[] NOT NULL DEFAULT '{}';

CREATE INDEX texts_grams_idx ON vault.texts USING gin (grams);
CREATE INDEX texts_sketch_idx ON vault.texts USING gin (sketch);
