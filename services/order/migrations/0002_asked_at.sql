-- Up Migration
ALTER TABLE orders
  -- When the others were last asked; shoppers see changed_at, which this does not move.
  ADD COLUMN asked_at timestamptz NOT NULL DEFAULT now(),
  -- When product said that the stock of a confirmed order is sold.
  ADD COLUMN stock_sold_at timestamptz;
DROP INDEX orders_open;
CREATE INDEX orders_open ON orders (asked_at)
  WHERE state IN ('placed', 'reserved', 'voiding', 'releasing');
CREATE INDEX orders_unsold ON orders (asked_at)
  WHERE state = 'confirmed' AND stock_sold_at IS NULL;

-- Down Migration
DROP INDEX orders_unsold;
DROP INDEX orders_open;
CREATE INDEX orders_open ON orders (changed_at)
  WHERE state IN ('placed', 'reserved', 'voiding', 'releasing');
ALTER TABLE orders DROP COLUMN stock_sold_at, DROP COLUMN asked_at;
