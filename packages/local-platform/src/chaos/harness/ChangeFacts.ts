/** What is true of an environment that was asked for once, gathered from everybody who knows. */
export interface ChangeFacts {
  /** The changes of the environment, by the portal. */
  changes: Array<{ id: string; state: string; stateReason: string | null }>;
  /** The steps that the history of its change tells, in order. */
  steps: string[];
  /** The pull requests that touch its file, by the Git host. */
  pulls: Array<{ number: number; merged: boolean }>;
  /** The commits of its file on main, by the Git host. */
  commits: number;
  /** The text of its file on main is what was asked for. */
  fileAsAsked: boolean;
  /** The entities of its name in the catalog. */
  entities: number;
  /** What its page would show; undefined where there is no such environment. */
  page: { asAsked: boolean; openChange: boolean } | undefined;
  /** The task that asked for it, where one did. */
  task?: { status: string; streamEnded: boolean };
  /** What people were told about it: recipient and title. */
  notices: string[];
}

const ONCE = ['submit', 'submit-without-approval', 'propose', 'merge'];

function counted(count: number, what: string): string[] {
  return count === 1 ? [] : [`${count} ${what} instead of 1`];
}

function twice(items: readonly string[]): string[] {
  return [...new Set(items)].filter(
    item => items.indexOf(item) !== items.lastIndexOf(item),
  );
}

function brokenHistory({ changes, steps }: ChangeFacts): string[] {
  const [change] = changes;
  return [
    ...counted(changes.length, 'changes'),
    ...(change && change.state !== 'merged'
      ? [`the change is ${change.state} (${change.stateReason ?? 'no reason'})`]
      : []),
    ...twice(steps.filter(step => ONCE.includes(step))).map(
      step => `"${step}" happened twice`,
    ),
  ];
}

function brokenTask({ task }: ChangeFacts): string[] {
  if (!task) {
    return [];
  }
  return [
    ...(task.status === 'completed' ? [] : [`the task is ${task.status}`]),
    ...(task.streamEnded ? [] : ['the stream of the task does not end']),
  ];
}

/** What of "asked for once, so there once, and told truly" does not hold. */
export function brokenInvariants(facts: ChangeFacts): string[] {
  const { pulls, commits, entities, page, notices } = facts;
  return [
    ...brokenHistory(facts),
    ...counted(pulls.length, 'pull requests'),
    ...pulls
      .filter(({ merged }) => !merged)
      .map(({ number }) => `pull request #${number} is not merged`),
    ...counted(commits, 'commits of the file on main'),
    ...(facts.fileAsAsked
      ? []
      : ['the file on main is not what was asked for']),
    ...counted(entities, 'entities in the catalog'),
    ...(page ? [] : ['the environment has no page']),
    ...(page && !page.asAsked ? ['the page shows another spec'] : []),
    ...(page?.openChange ? ['the page still shows an open change'] : []),
    ...brokenTask(facts),
    ...twice(notices).map(notice => `told twice: ${notice}`),
  ];
}
