// @ts-check

// Times are ISO-8601 text in UTC and JSON is text: both read the same from
// PostgreSQL and from SQLite, and times of this form sort as they should.
const TIME_LENGTH = 24;

const ID_LENGTH = 450;
const REF_LENGTH = 300;
const ENVIRONMENT_LENGTH = 63;
const ORIGIN_LENGTH = 16;

/**
 * Where a row belongs: a component, an environment, and what is real or invented.
 *
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addPlace(table) {
  table.string('entity_ref', REF_LENGTH).notNullable();
  table.string('environment', ENVIRONMENT_LENGTH).notNullable();
  table.string('origin', ORIGIN_LENGTH).notNullable();
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function createChanges(knex) {
  await knex.schema.createTable('deployment_changes', table => {
    table.comment('What sources told of deployments, each once');
    table.string('key', 64).primary().comment('A hash of all that it tells');
    table.string('record_id', ID_LENGTH).notNullable();
    table.string('source_type', 16).notNullable();
    addPlace(table);
    table.string('at', TIME_LENGTH).notNullable();
    table.string('received_at', TIME_LENGTH).notNullable();
    table.text('payload').notNullable().comment('JSON');
    table.index(['record_id'], 'deployment_changes_record_idx');
    table.index(
      ['source_type', 'received_at'],
      'deployment_changes_received_idx',
    );
  });
  await knex.schema.createTable('deployment_records', table => {
    table.comment('What each source tells of a deployment, all in all');
    table.string('id', ID_LENGTH).primary();
    addPlace(table);
    table.string('at', TIME_LENGTH).notNullable();
    table.string('status', 16).notNullable();
    table.text('payload').notNullable().comment('JSON');
    table.index(
      ['entity_ref', 'environment', 'origin'],
      'deployment_records_place_idx',
    );
  });
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function createHistory(knex) {
  await knex.schema.createTable('deployment_places', table => {
    table.comment('Where there is a history; the row is locked to rewrite it');
    addPlace(table);
    table
      .string('revision', 36)
      .notNullable()
      .comment('Another for each change');
    table.primary(['entity_ref', 'environment', 'origin']);
  });
  await knex.schema.createTable('deployments', table => {
    table.comment('The history that the records of all sources make together');
    table.string('id', ID_LENGTH).primary();
    addPlace(table);
    table.string('at', TIME_LENGTH).notNullable();
    table.string('finished_at', TIME_LENGTH);
    table.string('status', 16).notNullable();
    table.text('payload').notNullable().comment('JSON');
    table.index(
      ['entity_ref', 'environment', 'at', 'id'],
      'deployments_place_idx',
    );
    table.index(['entity_ref', 'at', 'id'], 'deployments_entity_idx');
    table.index(['environment', 'at', 'id'], 'deployments_environment_idx');
    table.index(['at', 'id'], 'deployments_at_idx');
  });
  await knex.schema.createTable('incidents', table => {
    table.comment('Times in which a component did not do what it should');
    table.string('id', 200).primary();
    addPlace(table);
    table.string('opened_at', TIME_LENGTH).notNullable();
    table.string('resolved_at', TIME_LENGTH);
    table.string('source_type', 64).notNullable();
    table.string('told_at', TIME_LENGTH).notNullable();
    table.text('payload').notNullable().comment('JSON');
    table.index(
      ['entity_ref', 'environment', 'opened_at', 'id'],
      'incidents_place_idx',
    );
    table.index(['entity_ref', 'opened_at', 'id'], 'incidents_entity_idx');
    table.index(
      ['environment', 'opened_at', 'id'],
      'incidents_environment_idx',
    );
    table.index(['opened_at', 'id'], 'incidents_opened_idx');
    table.index(['source_type', 'told_at'], 'incidents_told_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function createSightings(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment('The clusters that are watched, and how asking them goes');
    table.string('name', 253).primary();
    table.string('state', 16).notNullable();
    table.text('reason');
    table.string('asked_at', TIME_LENGTH).notNullable();
  });
  await knex.schema.createTable('sightings', table => {
    table.comment('What each cluster told last of each component');
    table.string('cluster', 253).notNullable();
    addPlace(table);
    table.string('namespace', 63).notNullable().comment('Empty where not told');
    table.string('seen_at', TIME_LENGTH);
    table.text('health').comment('JSON; null where the cluster did not tell');
    table.text('last_log').comment('JSON; null where there is none');
    table.primary(['cluster', 'entity_ref', 'environment', 'namespace']);
    table.index(['entity_ref', 'environment'], 'sightings_place_idx');
  });
  await knex.schema.createTable('marks', table => {
    table.comment('What sources keep between two rounds');
    table.string('key', 400).primary();
    table.text('value').notNullable();
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createChanges(knex);
  await createHistory(knex);
  await createSightings(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'marks',
    'sightings',
    'clusters',
    'incidents',
    'deployments',
    'deployment_places',
    'deployment_records',
    'deployment_changes',
  ]) {
    await knex.schema.dropTable(table);
  }
};
