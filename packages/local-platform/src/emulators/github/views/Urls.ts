/** The addresses of the emulator, below the one that clients are told. */
export class Urls {
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  /** Where the REST API begins, as on a GitHub Enterprise server. */
  get apiBase(): string {
    return `${this.base}/api/v3`;
  }

  /** An address of the REST API. */
  api(path: string): string {
    return `${this.apiBase}${path}`;
  }

  /** The API's address of a repository. */
  repository(repository: { owner: string; name: string }): string {
    return this.api(`/repos/${repository.owner}/${repository.name}`);
  }

  /** The page of a repository. */
  page(repository: { owner: string; name: string }, path = ''): string {
    return `${this.base}/${repository.owner}/${repository.name}${path}`;
  }

  /** The address of a file's bytes. */
  raw(
    repository: { owner: string; name: string },
    ref: string,
    path: string,
  ): string {
    const { owner, name } = repository;
    return `${this.base}/raw/${owner}/${name}/${encodePath(ref)}/${encodePath(
      path,
    )}`;
  }
}

/** A path for an address: every segment escaped, the slashes kept. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** GitHub's opaque id of something. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64');
}
