import { posix } from 'node:path';
import { TreeEntry } from '../git/trees';
import { RepositoryState } from '../store/repositoryState';
import { encodePath, Urls } from './Urls';

/** Above this GitHub gives a file's facts without its content. */
const INLINE_BYTES = 1024 * 1024;

/** What GitHub calls the kinds of things in a folder. */
function contentType(
  entry: TreeEntry,
): 'file' | 'dir' | 'symlink' | 'submodule' {
  if (entry.type === 'tree') {
    return 'dir';
  }
  if (entry.type === 'commit') {
    return 'submodule';
  }
  return entry.mode === '120000' ? 'symlink' : 'file';
}

/** One thing in a folder, by its whole path. */
export function contentJson(
  urls: Urls,
  state: RepositoryState,
  ref: string,
  entry: TreeEntry,
) {
  const type = contentType(entry);
  const isFolder = type === 'dir';
  const api = urls.repository(state);
  const path = encodePath(entry.path);
  const url = `${api}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const kind = isFolder ? 'trees' : 'blobs';
  const gitUrl =
    type === 'submodule' ? null : `${api}/git/${kind}/${entry.sha}`;
  const page = urls.page(
    state,
    `/${isFolder ? 'tree' : 'blob'}/${encodePath(ref)}/${path}`,
  );
  return {
    type,
    size: entry.size ?? 0,
    name: posix.basename(entry.path),
    path: entry.path,
    sha: entry.sha,
    url,
    git_url: gitUrl,
    html_url: page,
    download_url:
      type === 'file' || type === 'symlink'
        ? urls.raw(state, ref, entry.path)
        : null,
    _links: { self: url, git: gitUrl, html: page },
  };
}

/** One file with its content. */
export function fileContentJson(
  urls: Urls,
  state: RepositoryState,
  ref: string,
  entry: TreeEntry,
  content: Buffer,
) {
  const facts = contentJson(urls, state, ref, entry);
  return content.length > INLINE_BYTES
    ? { ...facts, encoding: 'none', content: '' }
    : { ...facts, encoding: 'base64', content: wrappedBase64(content) };
}

/** Base64 in lines of 60 characters, each ended, as GitHub sends it. */
export function wrappedBase64(content: Buffer): string {
  return content.toString('base64').replace(/.{1,60}/g, '$&\n');
}
