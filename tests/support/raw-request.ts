import { connect, type Socket } from 'node:net';

/** Opens a connection and leaves it to the test; errors of the other side are no failure of it. */
export function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

/** Sends bytes as they are and answers all that comes back until the other side closes. */
export async function sendRaw(url: string, text: string): Promise<string> {
  const socket = await openSocket(url);
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    answer += chunk;
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.write(text);
  await closed;
  return answer;
}

/** The status codes of all answers on one connection, in order. */
export function readStatuses(answer: string): number[] {
  return [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
}

/** True while something takes connections there. */
export function isListening(url: string): Promise<boolean> {
  return openSocket(url).then(
    (socket) => {
      socket.destroy();
      return true;
    },
    () => false,
  );
}
