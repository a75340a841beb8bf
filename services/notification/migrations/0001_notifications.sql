-- Up Migration
CREATE TABLE contacts (
  user_id uuid PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL
);

CREATE TABLE notifications (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('order-placed', 'order-confirmed', 'order-cancelled')),
  order_id uuid,
  facts jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('parked', 'waiting', 'sent', 'kept', 'failed')),
  subject text,
  body_text text,
  body_html text,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- An order is written about once for each thing that happens to it.
  UNIQUE (order_id, kind)
);
CREATE INDEX notifications_by_user ON notifications (user_id, sequence DESC);
CREATE INDEX notifications_waiting ON notifications (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX notifications_parked ON notifications (user_id) WHERE state = 'parked';

-- Down Migration
DROP TABLE notifications;
DROP TABLE contacts;
