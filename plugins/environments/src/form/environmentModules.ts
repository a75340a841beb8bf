import type {
  EnvironmentSpec,
  Estimate,
  PipelineRun,
  RunStatus,
} from '@portico/plugin-environments-common';
import { draftOf } from './formState';
import { estimateModules, moduleWords } from './previewLines';
import {
  clusterSummary,
  dataWords,
  edgeSummary,
  networkSummary,
} from './summaries';

/** A part of an environment: what it is, what it costs and how far it is. */
export interface EnvironmentModule {
  module: string;
  /** What it is made of; undefined for parts that the file does not name. */
  what: string | undefined;
  /** Its list price in words; undefined where no line belongs to it. */
  price: string | undefined;
  /** How the pipeline's last run left it; undefined where it told nothing. */
  status: RunStatus | undefined;
}

function contents(spec: EnvironmentSpec): ReadonlyMap<string, string> {
  const draft = draftOf(spec);
  const { database, cache } = dataWords(draft);
  return new Map([
    ['network', networkSummary(draft)],
    ...(spec.spec.cluster ? [['cluster', clusterSummary(draft)] as const] : []),
    ...(spec.spec.database ? [['database', database] as const] : []),
    ...(spec.spec.cache ? [['cache', cache] as const] : []),
    ...(spec.spec.edge ? [['edge', edgeSummary(draft)] as const] : []),
  ]);
}

/** The parts of an environment, from its file, its estimate and what the pipeline told. */
export function environmentModules(
  spec: EnvironmentSpec,
  estimate: Estimate | undefined,
  lastRun: PipelineRun | null,
): EnvironmentModule[] {
  const what = contents(spec);
  const prices = new Map(
    (estimate ? estimateModules(estimate) : []).map(entry => [
      entry.module,
      moduleWords(entry),
    ]),
  );
  const statuses = new Map(
    (lastRun?.modules ?? []).map(({ module, status }) => [module, status]),
  );
  const names = new Set([...what.keys(), ...prices.keys(), ...statuses.keys()]);
  return [...names].map(module => ({
    module,
    what: what.get(module),
    price: prices.get(module),
    status: statuses.get(module),
  }));
}
