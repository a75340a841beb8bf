-- Up Migration
-- The list of categories counts all that is for sale; this is the least to read for it.
CREATE INDEX products_categories ON products (category) WHERE active;

-- Down Migration
DROP INDEX products_categories;
