/** Which event leads from which state to which: a state without events is an end. */
export type TransitionTable<S extends string, E extends string> = Readonly<
  Record<S, Readonly<Partial<Record<E, S>>>>
>;

/** The state after an event, or why the event is refused. */
export type Transition<S extends string> =
  | { accepted: true; state: S }
  | { accepted: false; reason: string };

/** Looks an event up in a table; an event that the state does not know is refused. */
export function lookUpTransition<S extends string, E extends string>(
  table: TransitionTable<S, E>,
  state: S,
  event: E,
): Transition<S> {
  const exits = table[state];
  const next = Object.hasOwn(exits, event) ? exits[event] : undefined;
  if (next !== undefined) return { accepted: true, state: next };
  const events = Object.keys(exits);
  return {
    accepted: false,
    reason:
      events.length === 0
        ? `"${event}" is refused: "${state}" is final`
        : `"${event}" is refused in state "${state}"; it takes ${events.join(
            ', ',
          )}`,
  };
}
