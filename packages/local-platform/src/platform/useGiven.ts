import type { Reporter } from '../terminal/Reporter';
import { messageOf } from '../terminal/LauncherError';
import {
  sourceOf,
  type PlatformFile,
  type SourceDescription,
} from './PlatformFile';
import { watchFarEnd } from './watchFarEnd';

/** A far end of somebody else, which is used in place of one of ours. */
export interface GivenFarEnd {
  source: Omit<SourceDescription, 'about'>;
  /** The variable that gives its address. */
  variable: string;
  /** Where it is, in words that hold no secret: the address itself may. */
  place: string;
  /** Throws with the reason while it does not answer. */
  ask(): Promise<void>;
}

/** Tells how a far end of somebody else does, from now until the signal; it is never started, and without it the start goes on. */
export async function useGiven(
  { source, variable, place, ask }: GivenFarEnd,
  tools: { platform: PlatformFile; reporter: Reporter; signal: AbortSignal },
): Promise<void> {
  const { platform, reporter, signal } = tools;
  const about = `Given by ${variable} (${place})`;
  const tell = (reason: string | null) => {
    const state = reason ? 'unreachable' : 'running';
    const since = new Date().toISOString();
    const why = reason && `${about}: ${reason}`;
    platform.set(sourceOf({ ...source, about }, { state, reason: why, since }));
    if (why) reporter.warn(`${source.title}: ${why}`);
    else reporter.info(`${source.title} answers, given by ${variable}`);
  };
  const first = await ask().then(() => null, messageOf);
  tell(first);
  void watchFarEnd({ ask, signal, onChange: tell, last: first });
}
