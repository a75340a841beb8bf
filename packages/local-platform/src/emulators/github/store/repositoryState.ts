import { z } from 'zod/v4';

const time = z.string();
const id = z.number().int().positive();
const objectId = z.string().regex(/^[0-9a-f]{40}$/);

const labelSchema = z.object({
  id,
  name: z.string(),
  color: z.string(),
  description: z.string().nullable(),
});

const commentSchema = z.object({
  id,
  author: z.string(),
  body: z.string(),
  createdAt: time,
  updatedAt: time,
});

const reviewSchema = z.object({
  id,
  author: z.string(),
  body: z.string(),
  state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED']),
  commit: objectId,
  submittedAt: time,
});

const pullRequestSchema = z.object({
  id,
  number: z.number().int().positive(),
  title: z.string(),
  body: z.string().nullable(),
  author: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean(),
  head: z.object({ ref: z.string(), sha: objectId }),
  base: z.object({ ref: z.string(), sha: objectId }),
  createdAt: time,
  updatedAt: time,
  closedAt: time.nullable(),
  mergedAt: time.nullable(),
  mergedBy: z.string().nullable(),
  mergeCommit: objectId.nullable(),
  /** A merge that was begun: what the base branch points at when it is done. */
  merging: z.object({ commit: objectId, by: z.string() }).nullable(),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
  requestedReviewers: z.array(z.string()),
  comments: z.array(commentSchema),
  reviews: z.array(reviewSchema),
});

const statusSchema = z.object({
  id,
  sha: objectId,
  state: z.enum(['error', 'failure', 'pending', 'success']),
  context: z.string(),
  description: z.string().nullable(),
  targetUrl: z.string().nullable(),
  creator: z.string(),
  createdAt: time,
});

const hookSchema = z.object({
  id,
  url: z.string(),
  secret: z.string().nullable(),
  contentType: z.enum(['json', 'form']),
  events: z.array(z.string()),
  active: z.boolean(),
  createdAt: time,
  updatedAt: time,
});

const protectionSchema = z.object({
  branch: z.string(),
  requiredStatusChecks: z
    .object({ strict: z.boolean(), contexts: z.array(z.string()) })
    .nullable(),
  requiredReviews: z
    .object({
      count: z.number().int().min(0).max(6),
      dismissStale: z.boolean(),
      codeOwners: z.boolean(),
      lastPush: z.boolean(),
    })
    .nullable(),
  enforceAdmins: z.boolean(),
  linearHistory: z.boolean(),
  allowForcePushes: z.boolean(),
  allowDeletions: z.boolean(),
  conversationResolution: z.boolean(),
  signatures: z.boolean(),
});

/** Everything of a repository that git itself doesn't hold. */
export const repositoryStateSchema = z.object({
  version: z.literal(1),
  id,
  sequence: z.number().int().nonnegative(),
  nextNumber: z.number().int().positive(),
  owner: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  homepage: z.string().nullable(),
  private: z.boolean(),
  defaultBranch: z.string(),
  topics: z.array(z.string()),
  settings: z.object({
    hasIssues: z.boolean(),
    hasProjects: z.boolean(),
    hasWiki: z.boolean(),
    allowMergeCommit: z.boolean(),
    allowSquashMerge: z.boolean(),
    allowRebaseMerge: z.boolean(),
    allowAutoMerge: z.boolean(),
    allowUpdateBranch: z.boolean(),
    deleteBranchOnMerge: z.boolean(),
  }),
  createdAt: time,
  updatedAt: time,
  pushedAt: time,
  sizeKb: z.number().int().nonnegative(),
  collaborators: z.array(
    z.object({ login: z.string(), permission: z.string() }),
  ),
  protections: z.array(protectionSchema),
  labels: z.array(labelSchema),
  pulls: z.array(pullRequestSchema),
  statuses: z.array(statusSchema),
  hooks: z.array(hookSchema),
});

/** See {@link repositoryStateSchema}. */
export type RepositoryState = z.infer<typeof repositoryStateSchema>;
/** A pull request as it is kept. */
export type PullRequest = RepositoryState['pulls'][number];
/** A review of a pull request. */
export type Review = PullRequest['reviews'][number];
/** A comment on a pull request. */
export type IssueComment = PullRequest['comments'][number];
/** A label of a repository. */
export type Label = RepositoryState['labels'][number];
/** A commit status as it is kept. */
export type CommitStatus = RepositoryState['statuses'][number];
/** A webhook of a repository. */
export type Hook = RepositoryState['hooks'][number];
/** The rules of a protected branch. */
export type BranchProtection = RepositoryState['protections'][number];

/** What a new repository begins with. */
export type NewRepository = Pick<RepositoryState, 'owner' | 'name'> &
  Partial<
    Pick<
      RepositoryState,
      'description' | 'homepage' | 'private' | 'defaultBranch' | 'settings'
    >
  >;

/** GitHub's defaults for a repository that names no settings. */
export const DEFAULT_SETTINGS: RepositoryState['settings'] = {
  hasIssues: true,
  hasProjects: true,
  hasWiki: true,
  allowMergeCommit: true,
  allowSquashMerge: true,
  allowRebaseMerge: true,
  allowAutoMerge: false,
  allowUpdateBranch: false,
  deleteBranchOnMerge: false,
};

/** The state of a repository in which nothing has happened yet. */
export function initialState(
  repositoryId: number,
  request: NewRepository,
  now: string,
): RepositoryState {
  return {
    version: 1,
    id: repositoryId,
    sequence: 0,
    nextNumber: 1,
    owner: request.owner,
    name: request.name,
    description: request.description ?? null,
    homepage: request.homepage ?? null,
    private: request.private ?? false,
    defaultBranch: request.defaultBranch ?? 'main',
    topics: [],
    settings: request.settings ?? DEFAULT_SETTINGS,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    sizeKb: 0,
    collaborators: [],
    protections: [],
    labels: [],
    pulls: [],
    statuses: [],
    hooks: [],
  };
}
