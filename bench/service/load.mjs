/**
 * Asks for one path over connections that stay open, one request at a time on
 * each: node load.mjs <port> <path> <requests> <connections>
 * Anything but a 200 ends it with 1.
 */
import { Connection } from './Connection.mjs';
import { requestText } from './requests.mjs';

const [port, path, requests, connections] = process.argv.slice(2);
const text = requestText('GET', path);
let toSend = Number(requests);

async function ask() {
  const connection = await Connection.open(port);
  while (toSend > 0) {
    toSend -= 1;
    const { status, body } = await connection.send(text);
    if (status !== 200) throw new Error(`${status} ${body}`);
  }
  connection.close();
}

await Promise.all(Array.from({ length: Number(connections) }, ask));
