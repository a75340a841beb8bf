import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { Answer, created, json, noContent } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound, validationFailed } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import { RepositoryTransaction } from '../store/HostedRepository';
import { Label } from '../store/repositoryState';
import { labelJson } from '../views/issueJson';
import { findPull, pullAt } from './pullRoutes';

/** The colour of a label that nobody gave one. */
const DEFAULT_COLOR = 'ededed';

const nameSchema = z.string().trim().min(1).max(50);
const labelSchema = z.object({
  name: nameSchema,
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/, 'must be six hexadecimal digits')
    .default(DEFAULT_COLOR),
  description: z.string().max(100).nullish(),
});
/** GitHub takes `{labels: [...]}` and a bare list, of names or of objects. */
const namesSchema = z
  .union([
    z.object({
      labels: z.array(z.union([nameSchema, z.object({ name: nameSchema })])),
    }),
    z.array(nameSchema).transform(labels => ({ labels })),
  ])
  .transform(({ labels }) =>
    labels.map(label => (typeof label === 'string' ? label : label.name)),
  );

/** Labels of a repository, and those on its pull requests. */
export function registerLabelRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const base = '/repos/:owner/:repo';
  api.get(`${base}/labels`, async request => {
    const { state } = request.repository();
    return pagedJson(state.labels, request, label =>
      labelJson(context, state, label),
    );
  });
  api.post(`${base}/labels`, request => createLabel(context, request));
  const onPull = `${base}/issues/:number/labels`;
  api.get(onPull, async request => labelsOf(context, request));
  api.post(onPull, request =>
    changeLabels(context, request, (before, names) => [...before, ...names]),
  );
  api.put(onPull, request =>
    changeLabels(context, request, (_before, names) => names),
  );
  api.delete(onPull, async request => {
    await request.repository().exclusive(async ({ state }) => {
      findPull(state.pulls, request).labels = [];
    });
    return noContent();
  });
  api.delete(`${onPull}/:name`, async request => {
    await request.repository().exclusive(async ({ state }) => {
      const pull = findPull(state.pulls, request);
      if (!pull.labels.includes(request.param('name'))) {
        throw notFound('Label does not exist');
      }
      pull.labels = pull.labels.filter(name => name !== request.param('name'));
    });
    return labelsOf(context, request);
  });
}

function labelsOf(context: EmulatorContext, request: ApiRequest): Answer {
  const { state } = request.repository();
  const names = pullAt(request).labels;
  return json(
    state.labels
      .filter(({ name }) => names.includes(name))
      .map(label => labelJson(context, state, label)),
  );
}

async function changeLabels(
  context: EmulatorContext,
  request: ApiRequest,
  combine: (before: string[], names: string[]) => string[],
): Promise<Answer> {
  const names = request.body(namesSchema);
  await request.repository().exclusive(async transaction => {
    const pull = findPull(transaction.state.pulls, request);
    names.forEach(name => labelNamed(transaction, name));
    pull.labels = [...new Set(combine(pull.labels, names))];
    pull.updatedAt = transaction.now;
  });
  return labelsOf(context, request);
}

/** The label of this name; GitHub makes one that isn't there yet. */
function labelNamed(transaction: RepositoryTransaction, name: string): Label {
  const { state } = transaction;
  const found = state.labels.find(label => label.name === name);
  if (found) {
    return found;
  }
  const label: Label = {
    id: transaction.nextId(),
    name,
    color: DEFAULT_COLOR,
    description: null,
  };
  state.labels.push(label);
  return label;
}

async function createLabel(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(labelSchema);
  return request.repository().exclusive(async transaction => {
    const { state } = transaction;
    if (state.labels.some(({ name }) => name === body.name)) {
      throw validationFailed({
        resource: 'Label',
        field: 'name',
        code: 'already_exists',
      });
    }
    const label = labelNamed(transaction, body.name);
    label.color = body.color;
    label.description = body.description ?? null;
    return created(labelJson(context, state, label));
  });
}
