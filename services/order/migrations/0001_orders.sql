-- Up Migration
CREATE TABLE carts (
  user_id uuid PRIMARY KEY,
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cart_items (
  user_id uuid NOT NULL REFERENCES carts (user_id) ON DELETE CASCADE,
  product_id uuid NOT NULL,
  name text NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  -- The price that the shopper saw; checkout asks again.
  unit_price_cents integer NOT NULL CHECK (unit_price_cents > 0),
  added_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, product_id)
);

CREATE TABLE orders (
  id uuid PRIMARY KEY,
  -- Newest first, without trusting a clock.
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  user_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN
    ('placed', 'reserved', 'voiding', 'releasing', 'confirmed', 'rejected', 'cancelled')),
  reason text,
  -- What came before its turn.
  early text CHECK (early IN ('payment-captured', 'payment-declined')),
  currency text NOT NULL,
  total_cents bigint NOT NULL CHECK (total_cents > 0),
  lines jsonb NOT NULL,
  -- Of the provider; gone when the order has ended.
  payment_token text,
  placed_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_by_user ON orders (user_id, sequence DESC);
CREATE INDEX orders_open ON orders (changed_at)
  WHERE state IN ('placed', 'reserved', 'voiding', 'releasing');

CREATE TABLE order_history (
  order_id uuid NOT NULL REFERENCES orders (id),
  step integer NOT NULL,
  state text NOT NULL,
  reason text,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, step)
);

CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer NOT NULL,
  body jsonb NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_used ON idempotency_keys (used_at);

-- Down Migration
DROP TABLE idempotency_keys;
DROP TABLE order_history;
DROP TABLE orders;
DROP TABLE cart_items;
DROP TABLE carts;
