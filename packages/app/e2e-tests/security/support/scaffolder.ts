import { APIResponse } from '@playwright/test';
import { Call, CallerName } from './callers';

/** What a dry run is asked to do. */
export interface DryRun {
  steps: object[];
  values?: object;
  secrets?: Record<string, string>;
  output?: object;
}

/** Runs a template that the caller hands in, without effects. */
export async function dryRun(
  call: Call,
  caller: CallerName,
  { steps, values = {}, secrets = {}, output = {} }: DryRun,
): Promise<APIResponse> {
  const template = {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'hostile' },
    spec: {
      owner: 'group:default/platform',
      type: 'service',
      parameters: [],
      steps,
      output,
    },
  };
  return call(caller, '/api/scaffolder/v2/dry-run', {
    data: { template, values, secrets, directoryContents: [] },
  });
}

/** Starts the template that asks for an environment. */
export async function startRequest(
  call: Call,
  caller: CallerName,
  spec: object,
  secrets: Record<string, string> = {},
): Promise<string> {
  const response = await call(caller, '/api/scaffolder/v2/tasks', {
    data: {
      templateRef: 'template:default/create-environment',
      values: { spec },
      secrets,
    },
  });
  if (!response.ok()) {
    throw new Error(`The task does not start: ${await response.text()}`);
  }
  return (await response.json()).id;
}
