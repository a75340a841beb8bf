import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { HttpAnswer, Timings } from './messages';

/** When each part of a request was done. */
export class RequestClock {
  readonly #began = performance.now();
  #socket: Socket | undefined;
  #bytesBefore = { sent: 0, received: 0 };
  #assigned: number | undefined;
  #connected: number | undefined;
  #secured: number | undefined;
  #sent: number | undefined;
  #responded: number | undefined;
  #ended: number | undefined;

  get answered(): boolean {
    return this.#responded !== undefined;
  }

  watch(outgoing: ClientRequest): void {
    outgoing.once('socket', socket => {
      this.#socket = socket;
      this.#assigned = performance.now();
      if (socket.connecting) {
        socket.once('connect', () => {
          this.#connected = performance.now();
        });
        socket.once('secureConnect', () => {
          this.#secured = performance.now();
        });
      } else {
        this.#connected = this.#assigned;
        this.#bytesBefore = bytesOf(socket);
      }
    });
    outgoing.once('finish', () => {
      this.#sent = performance.now();
    });
    outgoing.once('response', () => {
      this.#responded = performance.now();
    });
  }

  end(): void {
    this.#ended = performance.now();
  }

  measured(): Pick<HttpAnswer, 'timings' | 'sentBytes' | 'receivedBytes'> {
    const total = this.#socket ? bytesOf(this.#socket) : this.#bytesBefore;
    return {
      timings: this.#timings(),
      sentBytes: total.sent - this.#bytesBefore.sent,
      receivedBytes: total.received - this.#bytesBefore.received,
    };
  }

  #timings(): Timings {
    const assigned = this.#assigned ?? this.#ended;
    const ready = this.#secured ?? this.#connected;
    // Without a connection nothing was sent, and nothing waited for.
    const reached = ready !== undefined;
    const sent = this.#sent ?? ready;
    const responded = this.#responded ?? this.#ended;
    const sending = reached ? between(ready, sent) : 0;
    const waiting = reached ? between(later(ready, sent), responded) : 0;
    const receiving = reached ? between(responded, this.#ended) : 0;
    return {
      blocked: between(this.#began, assigned),
      connecting: between(assigned, this.#connected),
      tls_handshaking: between(this.#connected, this.#secured),
      sending,
      waiting,
      receiving,
      duration: sending + waiting + receiving,
    };
  }
}

function bytesOf({ bytesWritten, bytesRead }: Socket) {
  return { sent: bytesWritten, received: bytesRead };
}

function later(a: number, b: number | undefined): number {
  return Math.max(a, b ?? a);
}

/** The time between two moments; none where one of them never came. */
function between(from: number | undefined, to: number | undefined): number {
  return from === undefined || to === undefined ? 0 : Math.max(0, to - from);
}
