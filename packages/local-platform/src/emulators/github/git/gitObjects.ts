/** Who made a commit, and when, in UTC. */
export interface GitSignature {
  name: string;
  email: string;
  date: string;
}

/** A commit as it stands in the object store. */
export interface GitCommit {
  sha: string;
  tree: string;
  parents: string[];
  author: GitSignature;
  committer: GitSignature;
  message: string;
}

/** Any object, with its raw content. */
export interface GitObject {
  sha: string;
  type: string;
  content: Buffer;
}

/** A ref and what it points at. */
export interface GitRef {
  name: string;
  sha: string;
  type: string;
}

/** The id that stands for "nothing" on both sides of a ref change. */
export const ZERO_ID = '0'.repeat(40);

/** The tree without entries, which every repository knows. */
export const EMPTY_TREE_ID = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Reads the output of `git cat-file --batch`; missing objects are left out. */
export function parseObjectBatch(output: Buffer): GitObject[] {
  const objects: GitObject[] = [];
  let position = 0;
  while (position < output.length) {
    const lineEnd = output.indexOf(0x0a, position);
    const header = output.toString('utf8', position, lineEnd);
    position = lineEnd + 1;
    const match = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(header);
    if (match) {
      const end = position + Number(match[3]);
      const content = output.subarray(position, end);
      objects.push({ sha: match[1], type: match[2], content });
      position = end + 1;
    }
  }
  return objects;
}

/** Reads a commit object. */
export function parseCommit(object: GitObject): GitCommit {
  const text = object.content.toString('utf8');
  const split = text.indexOf('\n\n');
  const headers = (split < 0 ? text : text.slice(0, split)).split('\n');
  const value = (key: string) =>
    headers.find(line => line.startsWith(`${key} `))?.slice(key.length + 1) ??
    '';
  return {
    sha: object.sha,
    tree: value('tree'),
    parents: headers
      .filter(line => line.startsWith('parent '))
      .map(line => line.slice('parent '.length)),
    author: parseSignature(value('author')),
    committer: parseSignature(value('committer')),
    message: split < 0 ? '' : text.slice(split + 2).replace(/\n$/, ''),
  };
}

function parseSignature(text: string): GitSignature {
  const match = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(text);
  if (!match) {
    return { name: '', email: '', date: '1970-01-01T00:00:00Z' };
  }
  return { name: match[1], email: match[2], date: isoSeconds(match[3]) };
}

function isoSeconds(seconds: string): string {
  return formatTime(new Date(Number(seconds) * 1000));
}

/** A time as GitHub writes it: UTC, without fractions of a second. */
export function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** The content of a commit object; the inverse of {@link parseCommit}. */
export function serializeCommit(commit: Omit<GitCommit, 'sha'>): string {
  return [
    `tree ${commit.tree}`,
    ...commit.parents.map(parent => `parent ${parent}`),
    `author ${serializeSignature(commit.author)}`,
    `committer ${serializeSignature(commit.committer)}`,
    '',
    `${commit.message.replace(/\n+$/, '')}\n`,
  ].join('\n');
}

function serializeSignature(signature: GitSignature): string {
  const seconds = Math.floor(Date.parse(signature.date) / 1000);
  // Git leaves these characters out of names too: they delimit the fields.
  const clean = (text: string) => text.replace(/[<>\n\r\0]/g, '').trim();
  const name = clean(signature.name) || 'unknown';
  return `${name} <${clean(signature.email)}> ${seconds} +0000`;
}
