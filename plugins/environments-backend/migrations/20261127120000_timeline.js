// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // What happened in a window is read by time, over all environments.
  await knex.schema.alterTable('change_events', table => {
    table.index(['at', 'id'], 'change_events_at_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('change_events', table => {
    table.dropIndex(['at', 'id'], 'change_events_at_idx');
  });
};
