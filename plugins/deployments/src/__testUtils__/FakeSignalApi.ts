import type { SignalApi } from '@backstage/plugin-signals-react';
import { act } from '@testing-library/react';

type Listener = Parameters<SignalApi['subscribe']>[1];
type Message = Parameters<Listener>[0];

/** Signals that a test tells by itself. */
export class FakeSignalApi implements SignalApi {
  readonly #listeners = new Set<Listener>();

  subscribe<TMessage extends Message>(
    _channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const listener: Listener = message => onMessage(message as TMessage);
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  }

  /** Tells everybody who listens. */
  tell(message: Message): void {
    act(() => this.#listeners.forEach(listener => listener(message)));
  }
}
