-- Up Migration
CREATE TABLE payments (
  id uuid PRIMARY KEY,
  -- One payment for an order, whatever is delivered how often.
  order_id uuid NOT NULL UNIQUE,
  -- Unknown while an order was only withdrawn.
  user_id uuid,
  amount_cents integer CHECK (amount_cents >= 0),
  currency text CHECK (currency ~ '^[A-Z]{3}$'),
  state text NOT NULL CHECK (state IN ('pending', 'cancelling', 'captured', 'declined', 'refunding', 'refunded', 'voided')),
  provider_reference text,
  last4 text CHECK (last4 ~ '^[0-9]{4}$'),
  decline_reason text,
  -- Names a card at the provider, and is kept only until it was asked.
  token text CHECK (token IS NULL OR state = 'pending'),
  attempts integer NOT NULL DEFAULT 0,
  -- Since when the provider is to be asked, and when next.
  open_since timestamptz,
  next_attempt_at timestamptz,
  -- To the millisecond, as pages of lists are cut by it.
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((next_attempt_at IS NOT NULL) = (state IN ('pending', 'cancelling', 'refunding'))),
  CHECK ((open_since IS NULL) = (next_attempt_at IS NULL)),
  CHECK (state NOT IN ('captured', 'refunding', 'refunded') OR provider_reference IS NOT NULL)
);
CREATE INDEX payments_next_attempt ON payments (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX payments_user ON payments (user_id, created_at DESC, id DESC);
CREATE INDEX payments_created ON payments (created_at DESC, id DESC);

CREATE TABLE refunds (
  -- All of a payment goes back, once.
  payment_id uuid PRIMARY KEY REFERENCES payments (id),
  amount_cents integer NOT NULL CHECK (amount_cents >= 0),
  provider_reference text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Down Migration
DROP TABLE refunds;
DROP TABLE payments;
