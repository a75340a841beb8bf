-- Up Migration
CREATE TABLE users (
  id uuid PRIMARY KEY,
  -- As compared: trimmed, in lower case, NFC.
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  -- Grows with each change of the password, not where the same one is hashed anew.
  password_version integer NOT NULL DEFAULT 1,
  roles text[] NOT NULL DEFAULT '{customer}'
    CHECK (roles <@ '{customer,admin}' AND cardinality(roles) > 0),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A family begins with a sign-in; each refresh begins its next generation.
CREATE TABLE session_families (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  started_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL,
  revoked_at timestamptz,
  -- Only tokens of this generation are good.
  generation integer NOT NULL DEFAULT 1,
  -- The token of the generation before that was given for it, and when.
  rotated_by bytea,
  rotated_at timestamptz,
  -- Whether that token was taken once more, for two refreshes at once.
  grace_used boolean NOT NULL DEFAULT false
);
CREATE INDEX session_families_by_user ON session_families (user_id)
  WHERE revoked_at IS NULL;
CREATE INDEX session_families_ended ON session_families (ends_at);

CREATE TABLE refresh_tokens (
  -- SHA-256: who reads this table cannot sign in with it.
  token_hash bytea PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES session_families (id) ON DELETE CASCADE,
  generation integer NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_expired ON refresh_tokens (expires_at);

-- Bad sign-ins, by account and by address, whether or not there is such an account.
CREATE TABLE sign_in_failures (
  -- SHA-256 of the account or the address.
  subject bytea PRIMARY KEY,
  failures integer NOT NULL,
  window_ends_at timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_ended ON sign_in_failures (window_ends_at);

-- Down Migration
DROP TABLE sign_in_failures;
DROP TABLE refresh_tokens;
DROP TABLE session_families;
DROP TABLE users;
