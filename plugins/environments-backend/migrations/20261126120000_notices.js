// @ts-check

// The same length as in the first migration: ISO-8601 text in UTC.
const TIME_LENGTH = 24;

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('notices', table => {
    table.comment(
      'What people are told, written with what happened and sent later',
    );
    table.increments('id');
    table.string('key', 255).notNullable().comment('One row a happening');
    table.string('scope', 255).notNullable().comment('What it is about');
    table.text('notice').notNullable().comment('JSON');
    table.string('created_at', TIME_LENGTH).notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('next_attempt_at', TIME_LENGTH);
    table.string('lease_until', TIME_LENGTH).comment('A portal sends it');
    table.string('done_at', TIME_LENGTH).comment('Null while it waits');
    table.string('outcome', 16).comment('sent, nobody or given-up');
    table.unique(['key'], { indexName: 'notices_key_idx' });
    table.index(['done_at', 'id'], 'notices_done_idx');
    table.index(['scope', 'id'], 'notices_scope_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notices');
};
