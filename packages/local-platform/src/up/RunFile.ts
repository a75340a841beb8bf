import { z } from 'zod/v4';
import type { DataFolder } from '../data/DataFolder';
import { FileLock } from '../process/FileLock';
import {
  processIdentitySchema,
  type ProcessIdentity,
} from '../process/ProcessIdentity';
import { SERVICES } from '../shop/services';

const FILE = 'run.json';
const LOCK = 'supervisor.json';

const portSchema = z.number().int();
/** What a run may be without; a run of an earlier version did not tell. */
const maybeSchema = portSchema.nullable().default(null);

const runSchema = processIdentitySchema.extend({
  url: z.url(),
  ports: z.object({
    portal: portSchema,
    gitHost: portSchema,
    /** Null when DATABASE_URL names a database of somebody else. */
    postgres: portSchema.nullable(),
    redis: maybeSchema,
    prometheus: maybeSchema,
    alertmanager: maybeSchema,
    kubernetes: maybeSchema,
    /** The services of the shop; empty where the shop could not be started. */
    services: z.partialRecord(z.enum(SERVICES), portSchema).default({}),
  }),
  /** What is used that somebody else runs; it has no port of ours. */
  given: z.array(z.enum(['redis', 'prometheus'])).default([]),
});

/** A run that answers: who supervises it and where it is. */
export type Run = z.infer<typeof runSchema>;

/** Writes down that the run answers. */
export async function writeRun(data: DataFolder, run: Run): Promise<void> {
  await data.writeJson(FILE, run);
}

/** What the last run wrote down, whether it still runs or not. */
export async function readRun(data: DataFolder): Promise<Run | undefined> {
  return data.readJson(FILE, runSchema);
}

/** Forgets a run that has ended. */
export async function removeRun(data: DataFolder): Promise<void> {
  await data.remove(FILE);
}

/** The file that one supervisor of a data folder holds. */
export function supervisorLock(data: DataFolder): string {
  return data.file(LOCK);
}

/** The process that starts or runs this data folder. */
export async function findSupervisor(
  data: DataFolder,
): Promise<ProcessIdentity | undefined> {
  return FileLock.holder(supervisorLock(data));
}

/** The run that answers; undefined when nothing runs or it is still starting. */
export async function findRun(data: DataFolder): Promise<Run | undefined> {
  const supervisor = await findSupervisor(data);
  const run = supervisor ? await readRun(data) : undefined;
  return run?.pid === supervisor?.pid &&
    run?.startedAt === supervisor?.startedAt
    ? run
    : undefined;
}
