import { spawn } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { Response, Router } from 'express';
import { EmulatorContext } from '../context';
import { gitEnvironment } from '../git/GitRunner';
import { redirect } from '../http/Answer';
import { ApiRouter } from '../http/ApiRouter';
import { notFound } from '../http/GitHubError';
import { readActor } from '../http/readActor';
import { commitAt } from '../services/references';
import { HostedRepository } from '../store/HostedRepository';
import { encodePath } from '../views/Urls';

const FORMATS = {
  'legacy.tar.gz': {
    git: 'tar.gz',
    type: 'application/x-gzip',
    extension: 'tar.gz',
  },
  'legacy.zip': { git: 'zip', type: 'application/zip', extension: 'zip' },
} as const;

type Format = keyof typeof FORMATS;

/** Archives of a commit: the API leads to the address that has them, as on GitHub. */
export function registerArchiveRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const lead = (kind: string, format: Format) => {
    const path = `/repos/:owner/:repo/${kind}`;
    const handler = async (
      request: Parameters<Parameters<ApiRouter['get']>[1]>[0],
    ) => {
      const repository = request.repository();
      const ref = request.rest || repository.state.defaultBranch;
      await commitAt(repository, ref);
      const { owner, name } = repository.state;
      return redirect(
        `${context.urls.base}/_codeload/${owner}/${name}/${format}/${encodePath(
          ref,
        )}`,
      );
    };
    api.get(path, handler);
    api.get(`${path}/*`, handler);
  };
  lead('tarball', 'legacy.tar.gz');
  lead('zipball', 'legacy.zip');
}

/** The archives themselves, streamed from `git archive`. */
export function archiveRouter(context: EmulatorContext): Router {
  const router = Router();
  router.get('/:owner/:repo/:format/*', (request, response, next) => {
    const { owner, repo, format } = request.params;
    const actor = readActor(context.accounts, request.get('authorization'));
    const repository = context.host.find(owner, repo);
    if (
      !repository ||
      !isFormat(format) ||
      (repository.state.private && !actor)
    ) {
      next(notFound());
      return;
    }
    const ref = (request.params as Record<string, string>)[0];
    commitAt(repository, ref)
      .then(commit =>
        sendArchive(context, repository, format, commit, response),
      )
      .catch(next);
  });
  return router;
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMATS, text);
}

async function sendArchive(
  context: EmulatorContext,
  { git, state }: HostedRepository,
  format: Format,
  commit: string,
  response: Response,
): Promise<void> {
  const name = `${state.owner}-${state.name}-${commit.slice(0, 7)}`;
  const { git: gitFormat, type, extension } = FORMATS[format];
  response.set({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename=${name}.${extension}`,
    ETag: `"${commit}"`,
  });
  const args = [`--format=${gitFormat}`, `--prefix=${name}/`, commit];
  const child = spawn('git', ['archive', ...args], {
    cwd: git.directory,
    env: { ...gitEnvironment(), GIT_DIR: git.directory },
    stdio: ['ignore', 'pipe', 'ignore'],
    signal: AbortSignal.any([
      context.runner.signal,
      AbortSignal.timeout(120_000),
    ]),
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // An archive that git did not finish must not look whole.
  const [code] = await Promise.all([
    ended,
    pipeline(child.stdout, response, { end: false }),
  ]);
  if (code === 0) {
    response.end();
  } else {
    response.destroy();
  }
}
