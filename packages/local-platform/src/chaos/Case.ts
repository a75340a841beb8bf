import type { ChaosWorld } from './harness/ChaosWorld';
import type { Random } from '../system/seededRandom';

/** What is broken on purpose, and can be made well again. */
export interface World {
  signal: AbortSignal;
  restore(): Promise<void>;
}

/** What a case may use, and where it tells what it did. */
export interface CaseContext<W extends World = ChaosWorld> {
  world: W;
  random: Random;
  /** Leave out what takes long. */
  short: boolean;
  /** Tells a thing that was done. */
  note(line: string): void;
  /** Keeps a measured number, with its unit in the name. */
  measure(name: string, value: number): void;
  /** Notes what an invariant says is broken; an empty list is well. */
  broken(what: string, reasons: readonly string[]): void;
  /** Notes whether something holds that must. */
  holds(what: string, well: boolean, otherwise?: string): void;
}

/** One kind of disaster, and what must be true after it. */
export interface ChaosCase<W extends World = ChaosWorld> {
  /** What `--only` takes. */
  name: string;
  title: string;
  /** Whether the short form has it. */
  short: boolean;
  run(context: CaseContext<W>): Promise<void>;
}

/** How a case went. */
export interface CaseResult {
  name: string;
  title: string;
  seconds: number;
  notes: string[];
  measured: Record<string, number>;
  /** How many things were looked at. */
  checked: number;
  broken: string[];
}
