import { once } from 'node:events';
import { connect } from 'node:net';

/** A connection that stays open and carries one request at a time, at as little cost as possible: who measures must not be what is measured. */
export class Connection {
  #socket;
  #text = '';
  #expected;
  #waiting;
  #broken;

  constructor(socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('data', data => this.#take(data));
    socket.on('error', error => this.#break(error));
    socket.on('close', () => this.#break(new Error('The connection ended')));
  }

  /** Opens one to a port of this machine. */
  static async open(port) {
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends a request as it stands on the wire; gives the status and the body. */
  send(text) {
    if (this.#broken) return Promise.reject(this.#broken);
    const { promise, ...waiting } = Promise.withResolvers();
    this.#waiting = waiting;
    this.#socket.write(text);
    return promise;
  }

  close() {
    this.#socket.destroy();
  }

  #take(data) {
    this.#text += data;
    this.#expected ??= lengthOf(this.#text);
    if (this.#expected === undefined) return;
    if (Number.isNaN(this.#expected)) {
      this.#break(new Error(`No length: ${this.#text.slice(0, 500)}`));
      this.close();
    } else if (this.#text.length >= this.#expected) {
      const answer = {
        status: Number(this.#text.slice(9, 12)),
        body: this.#text.slice(this.#text.indexOf('\r\n\r\n') + 4),
      };
      this.#text = '';
      this.#expected = undefined;
      this.#waiting?.resolve(answer);
    }
  }

  #break(error) {
    this.#broken ??= error;
    this.#waiting?.reject(error);
  }
}

/** How long the answer in a text is, once its headers are there; NaN where they do not say. */
function lengthOf(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
  return end + 4 + Number(length);
}
