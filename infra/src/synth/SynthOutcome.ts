import { TerraformDocument } from '../document/TerraformDocument';

/** Why there is no document. */
export type UnavailableReason =
  | 'busy'
  | 'deadline'
  | 'memory'
  | 'crashed'
  | 'failed'
  | 'missing'
  | 'aborted'
  | 'stopped';

/** No answer, and why: an expected outcome, never an exception. */
export interface Unavailable {
  readonly status: 'unavailable';
  readonly reason: UnavailableReason;
  readonly message: string;
}

/** The document of an environment. */
export interface SynthesizedDocument {
  readonly status: 'ok';
  readonly document: TerraformDocument;
}

/** What a synthesis gives: the document, or why there is none. */
export type SynthOutcome = SynthesizedDocument | Unavailable;

const MESSAGES: Readonly<Record<UnavailableReason, string>> = {
  busy: 'Too many previews are waiting; try again in a few seconds',
  deadline: 'The synthesis did not answer in time; try again',
  memory: 'The synthesis needed more memory than it may have',
  crashed: 'The synthesis stopped unexpectedly; try again',
  failed: 'The environment could not be synthesized',
  missing:
    'The synthesis worker is not built; run `yarn workspace @portico/infra build:worker`',
  aborted: 'The request was withdrawn before it was answered',
  stopped: 'The synthesis worker has been stopped',
};

/** The outcome of a reason, with what is known beyond it. */
export function unavailable(
  reason: UnavailableReason,
  detail?: string,
): Unavailable {
  const message = detail ? `${MESSAGES[reason]}: ${detail}` : MESSAGES[reason];
  return { status: 'unavailable', reason, message };
}
