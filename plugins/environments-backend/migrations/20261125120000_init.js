// @ts-check

// Times are ISO-8601 text in UTC and JSON is text: both read the same from
// PostgreSQL and from SQLite, and times of this form sort as they should.
const TIME_LENGTH = 24;

/** The states in which a change holds its environment; see the unique index below. */
const HOLDING_STATES = ['draft', 'pending-approval', 'approved', 'proposed'];

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function createChanges(knex) {
  await knex.schema.createTable('changes', table => {
    table.comment('Requests to change an environment');
    table.string('id', 36).primary();
    table.string('kind', 16).notNullable();
    table.string('environment', 63).notNullable();
    table.string('state', 24).notNullable();
    table.text('state_reason').comment('Why it is in this state');
    table.string('requested_by', 255).notNullable();
    table.text('requester_refs').notNullable().comment('JSON');
    table.string('requested_at', TIME_LENGTH).notNullable();
    table.string('updated_at', TIME_LENGTH).notNullable();
    table.string('expires_at', TIME_LENGTH);
    table.string('owner', 255).notNullable();
    table.text('comment');
    table.string('spec_hash', 64).notNullable();
    table.text('before').comment('The spec of today, JSON');
    table.string('before_sha', 64).comment("The id of the file's content then");
    table.text('after').notNullable().comment('The spec asked for, JSON');
    table.text('estimate').comment('JSON');
    table.text('estimate_before').comment('JSON');
    table.string('monthly', 24);
    table.string('monthly_before', 24);
    table.text('plan').comment('JSON');
    table.text('findings').notNullable().comment('JSON');
    table.string('task_id', 100);
    table.integer('pull_request').comment('Its number');
    table.text('pull_request_url');
    table.string('pull_request_state', 8);
    table.string('pull_request_head', 64).comment('The commit to be merged');
    table
      .string('pull_request_checked', 64)
      .comment('The commit that has a status');
    table.string('merge_commit', 64);
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('next_attempt_at', TIME_LENGTH);
    table.string('lease_owner', 36).comment('The portal that works on it');
    table.string('lease_until', TIME_LENGTH);
    table.index(['environment', 'requested_at'], 'changes_environment_idx');
    table.index(['requested_at', 'id'], 'changes_requested_at_idx');
    table.index(['state', 'next_attempt_at'], 'changes_state_idx');
  });
  const states = HOLDING_STATES.map(state => `'${state}'`).join(', ');
  await knex.raw(
    `CREATE UNIQUE INDEX changes_one_open_idx ON changes (environment) WHERE state IN (${states})`,
  );
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function createChangeParts(knex) {
  await knex.schema.createTable('change_approvals', table => {
    table.comment('The approvals a change needs, and those it has');
    table
      .string('change_id', 36)
      .notNullable()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.integer('position').notNullable();
    table.string('group_ref', 255).notNullable();
    table.text('reason').notNullable();
    table.string('decided_by', 255);
    table.string('decided_at', TIME_LENGTH);
    table.string('verdict', 8);
    table.text('comment');
    table.primary(['change_id', 'group_ref']);
    table.index(['group_ref'], 'change_approvals_group_idx');
  });
  await knex.schema.createTable('change_events', table => {
    table.comment('What happened to a change, in order');
    table.increments('id');
    table
      .string('change_id', 36)
      .notNullable()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.string('at', TIME_LENGTH).notNullable();
    table.string('event', 64).notNullable();
    table.string('from_state', 24);
    table.string('to_state', 24).notNullable();
    table.string('actor', 255).notNullable();
    table.text('comment');
    table.index(['change_id', 'id'], 'change_events_change_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function createEnvironments(knex) {
  await knex.schema.createTable('environments', table => {
    table.comment('The environments, as last read from the repository');
    table.string('name', 255).primary();
    table.text('path').notNullable();
    table.string('blob_sha', 64).notNullable().comment('The content it has');
    table.string('commit_sha', 64).notNullable().comment('Where it was read');
    table.text('spec').comment('JSON; null where the file is not valid');
    table.text('issues').notNullable().comment('JSON');
    table.string('created_at', TIME_LENGTH).notNullable();
    table.string('updated_at', TIME_LENGTH).notNullable();
    table.string('removed_at', TIME_LENGTH).comment('When its file went away');
  });
  await knex.schema.createTable('repository_reads', table => {
    table.comment('How reading each repository went, one row a repository');
    table.string('repository', 512).primary();
    table.integer('version').notNullable().comment('Counts the writes');
    table.string('head', 64).comment('The commit that was read');
    table.string('read_at', TIME_LENGTH).comment('The last full read');
    table.string('since', TIME_LENGTH).notNullable();
    table.string('failure', 16).comment('Null while reading works');
    table.text('reason');
  });
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function createPipelineRuns(knex) {
  await knex.schema.createTable('pipeline_runs', table => {
    table.comment('What pipelines reported');
    table.string('environment', 63).notNullable();
    table.string('id', 128).notNullable();
    table.string('operation', 16).notNullable();
    table.string('status', 16).notNullable();
    table.string('started_at', TIME_LENGTH).notNullable();
    table.string('finished_at', TIME_LENGTH);
    table.string('commit_sha', 64);
    table.string('change_id', 64);
    table.string('actor', 200);
    table.text('url');
    table.text('summary').comment('JSON');
    table.text('modules').notNullable().comment('JSON');
    table.text('outputs').notNullable().comment('JSON');
    table.text('leftovers').notNullable().comment('JSON');
    table.text('message');
    table.boolean('simulated').notNullable();
    table.string('reported_by', 255).notNullable();
    table.string('received_at', TIME_LENGTH).notNullable();
    table.primary(['environment', 'id']);
    table.index(['environment', 'started_at'], 'pipeline_runs_started_idx');
    table.index(['change_id'], 'pipeline_runs_change_idx');
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createChanges(knex);
  await createChangeParts(knex);
  await createEnvironments(knex);
  await createPipelineRuns(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_runs');
  await knex.schema.dropTable('repository_reads');
  await knex.schema.dropTable('environments');
  await knex.schema.dropTable('change_events');
  await knex.schema.dropTable('change_approvals');
  await knex.schema.dropTable('changes');
};
