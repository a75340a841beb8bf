import {
  Plan,
  PlanAction,
  PlanModule,
  PlannedResource,
  PlanSummary,
} from '@portico/plugin-environments-common';
import { byModule } from '../document/modules';
import { ResourceIndex } from '../document/ResourceIndex';
import {
  TerraformDocument,
  TerraformResource,
} from '../document/TerraformDocument';
import { changeRemarks } from './changeRemarks';
import { Comparison, Fate } from './Comparison';
import { dataLossOf, protectionOf } from './dataHolders';

const NOTHING: TerraformDocument = { resource: {} };

type ModuleEntry = {
  readonly module: string;
  readonly planned: PlannedResource;
};

/** What is there before and after; undefined where there is nothing. */
export interface PlanInput {
  readonly before?: TerraformDocument;
  readonly after?: TerraformDocument;
}

/** Compares two documents; AWS and Terraform's state are not asked. */
export function planDocuments({
  before = NOTHING,
  after = NOTHING,
}: PlanInput): Plan {
  const entries = [
    ...onlyIn(after, before).map(resource => toEntry(resource, 'add')),
    ...sharedEntries(before, after),
    ...onlyIn(before, after).map(resource => toEntry(resource, 'destroy')),
  ];
  return {
    basis: 'structural',
    summary: summaryOf(entries.map(({ planned }) => planned)),
    modules: modulesOf(entries),
  };
}

function onlyIn(
  document: TerraformDocument,
  other: TerraformDocument,
): TerraformResource[] {
  const others = ResourceIndex.of(other);
  return ResourceIndex.of(document)
    .all()
    .filter(({ address }) => others.get(address) === undefined);
}

function sharedEntries(
  before: TerraformDocument,
  after: TerraformDocument,
): ModuleEntry[] {
  // Two empty sides share nothing; comparing their providers would mislead.
  if (before === NOTHING || after === NOTHING) return [];
  return Comparison.of(before, after)
    .fates()
    .filter(
      ({ differences, replacedBecause }) =>
        differences.length > 0 || replacedBecause !== undefined,
    )
    .map(fateEntry);
}

function toEntry(
  { address, type, module, attributes }: TerraformResource,
  action: 'add' | 'destroy',
): ModuleEntry {
  const loss = action === 'destroy' ? dataLossOf(type, attributes) : undefined;
  const protection =
    action === 'destroy' ? protectionOf(attributes) : undefined;
  return {
    module,
    planned: {
      address,
      resourceType: type,
      action,
      dataLoss: loss !== undefined,
      ...reasonOf([loss, protection]),
    },
  };
}

function fateEntry({
  before,
  after,
  differences,
  replacedBecause,
}: Fate): ModuleEntry {
  const { address, type, module } = after;
  const replaced = replacedBecause !== undefined;
  const loss = replaced ? dataLossOf(type, before.attributes) : undefined;
  const protection = replaced ? protectionOf(before.attributes) : undefined;
  return {
    module,
    planned: {
      address,
      resourceType: type,
      action: replaced ? 'replace' : 'change',
      dataLoss: loss !== undefined,
      ...reasonOf([
        replacedBecause,
        loss,
        protection,
        ...(replaced ? [] : changeRemarks(type, differences)),
      ]),
      changes: differences,
    },
  };
}

function reasonOf(parts: readonly (string | undefined)[]) {
  const reason = parts.filter(part => part !== undefined).join('; ');
  return reason === '' ? {} : { reason };
}

function modulesOf(entries: readonly ModuleEntry[]): PlanModule[] {
  const names = [...new Set(byModule(entries).map(({ module }) => module))];
  return names.map(module => {
    const resources = entries
      .filter(entry => entry.module === module)
      .map(({ planned }) => planned)
      .sort((a, b) => (a.address < b.address ? -1 : 1));
    return { module, ...summaryOf(resources), resources };
  });
}

function summaryOf(resources: readonly PlannedResource[]): PlanSummary {
  const count = (action: PlanAction) =>
    resources.filter(resource => resource.action === action).length;
  return {
    add: count('add'),
    change: count('change'),
    replace: count('replace'),
    destroy: count('destroy'),
  };
}
