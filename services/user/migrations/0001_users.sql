-- Up Migration
CREATE TABLE users (
  id uuid PRIMARY KEY,
  -- As compared: trimmed, in lower case, NFC.
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  roles text[] NOT NULL DEFAULT '{customer}',
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A family begins with a sign-in; each refresh puts another token in the place of the last.
CREATE TABLE session_families (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  started_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX session_families_by_user ON session_families (user_id);
CREATE INDEX session_families_ended ON session_families (ends_at);

CREATE TABLE refresh_tokens (
  -- SHA-256: who reads this table cannot sign in with it.
  token_hash bytea PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES session_families (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  replaced_at timestamptz,
  -- Whether the grace of one for a race was used.
  grace_used boolean NOT NULL DEFAULT false
);
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);

-- Bad sign-ins, by account and by address, whether or not there is such an account.
CREATE TABLE sign_in_failures (
  subject text PRIMARY KEY,
  failures integer NOT NULL,
  window_ends_at timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_ended ON sign_in_failures (window_ends_at);

-- Down Migration
DROP TABLE sign_in_failures;
DROP TABLE refresh_tokens;
DROP TABLE session_families;
DROP TABLE users;
