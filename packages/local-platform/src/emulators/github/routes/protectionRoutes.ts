import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { isBranchName } from '../git/names';
import { json, noContent } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound } from '../http/GitHubError';
import { protectionOf } from '../services/protection';
import { HostedRepository } from '../store/HostedRepository';
import { BranchProtection } from '../store/repositoryState';
import { protectionJson } from '../views/protectionJson';

const flag = z.boolean().nullish();

const protectionSchema = z.object({
  required_status_checks: z
    .object({
      strict: z.boolean().default(false),
      contexts: z.array(z.string().min(1).max(255)).max(100).optional(),
      checks: z
        .array(z.object({ context: z.string().min(1).max(255) }))
        .optional(),
    })
    .nullish(),
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.number().int().min(0).max(6).nullish(),
      dismiss_stale_reviews: flag,
      require_code_owner_reviews: flag,
      require_last_push_approval: flag,
    })
    .nullish(),
  enforce_admins: flag,
  required_linear_history: flag,
  allow_force_pushes: flag,
  allow_deletions: flag,
  required_conversation_resolution: flag,
});

/** The rules of protected branches. */
export function registerProtectionRoutes(
  api: ApiRouter,
  { urls }: EmulatorContext,
): void {
  const path = '/repos/:owner/:repo/branches/*/protection';
  const answer = (repository: HostedRepository, branch: string) =>
    json(protectionJson(urls, repository.state, required(repository, branch)));
  api.get(path, async request => {
    const { repository, branch } = await branchAt(request);
    return answer(repository, branch);
  });
  api.put(path, async request => {
    const body = request.body(protectionSchema);
    const { repository, branch } = await branchAt(request);
    await keep(repository, branch, protectionFrom(branch, body));
    return answer(repository, branch);
  });
  api.delete(path, async request => {
    const { repository, branch } = await branchAt(request);
    required(repository, branch);
    await keep(repository, branch, undefined);
    return noContent();
  });
  api.post(`${path}/required_signatures`, async request => {
    const { repository, branch } = await branchAt(request);
    const before = required(repository, branch);
    await keep(repository, branch, { ...before, signatures: true });
    return json({ enabled: true });
  });
}

async function branchAt(
  request: ApiRequest,
): Promise<{ repository: HostedRepository; branch: string }> {
  const repository = request.repository();
  const branch = request.rest;
  const found =
    isBranchName(branch) &&
    (await repository.git.readRef(`refs/heads/${branch}`));
  if (!found) {
    throw notFound('Branch not found');
  }
  return { repository, branch };
}

function required(
  { state }: HostedRepository,
  branch: string,
): BranchProtection {
  const protection = protectionOf(state, branch);
  if (!protection) {
    throw notFound('Branch not protected');
  }
  return protection;
}

async function keep(
  repository: HostedRepository,
  branch: string,
  protection: BranchProtection | undefined,
): Promise<void> {
  await repository.exclusive(async ({ state }) => {
    const others = state.protections.filter(other => other.branch !== branch);
    state.protections = protection ? [...others, protection] : others;
  });
}

function protectionFrom(
  branch: string,
  body: z.infer<typeof protectionSchema>,
): BranchProtection {
  const checks = body.required_status_checks;
  const reviews = body.required_pull_request_reviews;
  const contexts =
    checks?.checks?.map(({ context }) => context) ?? checks?.contexts ?? [];
  return {
    branch,
    requiredStatusChecks: checks
      ? { strict: checks.strict, contexts: [...new Set(contexts)] }
      : null,
    requiredReviews: reviews
      ? {
          count: reviews.required_approving_review_count ?? 0,
          dismissStale: reviews.dismiss_stale_reviews ?? false,
          codeOwners: reviews.require_code_owner_reviews ?? false,
          lastPush: reviews.require_last_push_approval ?? false,
        }
      : null,
    enforceAdmins: body.enforce_admins ?? false,
    linearHistory: body.required_linear_history ?? false,
    allowForcePushes: body.allow_force_pushes ?? false,
    allowDeletions: body.allow_deletions ?? false,
    conversationResolution: body.required_conversation_resolution ?? false,
    signatures: false,
  };
}
