const MIB = 1024 * 1024;

/** How much one set of documents may hold. A file that is too large is left out, a set is refused. */
export interface Limits {
  files: number;
  /** Levels of folders. */
  depth: number;
  documentBytes: number;
  staticBytes: number;
  totalBytes: number;
  configBytes: number;
}

/** Far above honest documents, and far below what would hurt a portal. */
export const LIMITS: Limits = {
  files: 2_000,
  depth: 12,
  documentBytes: MIB / 2,
  staticBytes: 20 * MIB,
  totalBytes: 100 * MIB,
  configBytes: 64 * 1024,
};

/** What is copied beside the pages; nothing that a browser would run. */
export const STATIC_EXTENSIONS = new Set(
  'avif csv gif ico jpeg jpg json mp4 pdf png svg txt webm webp yaml yml zip'
    .split(' ')
    .map(name => `.${name}`),
);
