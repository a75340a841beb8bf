/** The form of an answer that a client asks for in its Accept header. */
export type Media = 'json' | 'raw' | 'diff' | 'patch' | 'sha';

/** Reads `application/vnd.github.raw+json`, `...v3.raw` and the like. */
export function readMedia(accept: string | undefined): Media {
  const match =
    /application\/vnd\.github(?:\.v3)?\.(raw|diff|patch|sha)\b/.exec(
      accept ?? '',
    );
  switch (match?.[1]) {
    case 'raw':
    case 'diff':
    case 'patch':
    case 'sha':
      return match[1];
    default:
      return 'json';
  }
}
