/**
 * Writes worker/schema.gz: what the published binding of the provider tells of
 * every resource, data source and the provider itself. One line a type, so that
 * a reader parses only those that it meets:
 *
 *   {"provider":"aws","binding":"21.22.1","version":"6.25.0"}
 *   resource aws_vpc {"attributes":{"arn":["string","computed"], ...},"blocks":{...}}
 *
 * A block is [nesting, min, max, schema]; max 0 means any number.
 */
const {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  mkdirSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join } = require('node:path');
const { gunzipSync, gzipSync } = require('node:zlib');
const { readBinding } = require('./readBinding');

const BINDING = '@cdktf/provider-aws';

function binding() {
  const manifest = require.resolve(`${BINDING}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return { folder: join(dirname(manifest), 'lib'), version };
}

/** The version of the AWS provider for which the binding was generated. */
function providerVersion(folder) {
  const code = readFileSync(join(folder, 'provider', 'index.js'), 'utf8');
  return /providerVersion: '([\d.]+)'/.exec(code)[1];
}

function lines({ folder, version }) {
  const head = JSON.stringify({
    provider: 'aws',
    binding: version,
    version: providerVersion(folder),
  });
  const types = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(entry => readBinding(join(folder, entry.name)))
    .map(({ kind, name, schema }) =>
      [kind, name, JSON.stringify(schema)].join(' '),
    )
    .sort();
  return [head, ...types];
}

/** Whether the file is of the binding that is installed. */
function isCurrent(outfile) {
  if (!existsSync(outfile)) return false;
  try {
    const text = gunzipSync(readFileSync(outfile)).toString('utf8');
    const head = JSON.parse(text.slice(0, text.indexOf('\n')));
    return head.binding === binding().version;
  } catch {
    // Half a file, or one of an older form: it is written anew.
    return false;
  }
}

function buildSchema(outfile) {
  mkdirSync(dirname(outfile), { recursive: true });
  // Written beside and moved, so that nobody ever reads half a file.
  const partial = `${outfile}.${process.pid}`;
  writeFileSync(partial, gzipSync(`${lines(binding()).join('\n')}\n`));
  renameSync(partial, outfile);
}

module.exports = { buildSchema, isCurrent };
