/**
 * Asks for one path over connections that stay open, one request at a time on
 * each: node load.mjs <port> <path> <requests> <connections>
 * Anything but a 200 with the expected length ends it with 1.
 */
import { connect } from 'node:net';

const [port, path, requests, connections] = process.argv.slice(2);
const text = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: application/json\r\nConnection: keep-alive\r\n\r\n`;
let toSend = Number(requests);

function fail(what) {
  console.error(what);
  process.exit(1);
}

/** How long the first answer in a text is, once its headers are there. */
function lengthOf(answer) {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = answer.slice(0, end);
  if (!head.startsWith('HTTP/1.1 200 ')) fail(head);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) fail(head);
  return end + 4 + Number(length);
}

function open() {
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  let expected;
  const next = () => {
    answer = '';
    expected = undefined;
    if (toSend === 0) {
      socket.end();
      return;
    }
    toSend -= 1;
    socket.write(text);
  };
  socket.setEncoding('latin1');
  socket.on('connect', next);
  socket.on('data', data => {
    answer += data;
    expected ??= lengthOf(answer);
    if (expected !== undefined && answer.length >= expected) next();
  });
  socket.on('error', error => fail(String(error)));
}

for (let opened = 0; opened < Number(connections); opened += 1) open();
