-- Up Migration
-- The trace in which the provider is to be asked; nothing where nothing is traced.
ALTER TABLE payments ADD COLUMN traceparent text;

-- Down Migration
ALTER TABLE payments DROP COLUMN traceparent;
