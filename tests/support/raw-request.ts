import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

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

interface SecureAnswer {
  status: number;
  fingerprint: string;
  page: string;
}

/** A client that goes on past a certificate nobody signed, and tells its fingerprint, as a user would compare it. */
export function askSecurely(
  url: string,
  { body, ...options }: { method?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<SecureAnswer> {
  return new Promise((resolve, reject) => {
    // An agent of its own: a resumed TLS session shows no certificate.
    const settings = { ...options, rejectUnauthorized: false, agent: false } as const;
    const sent = request(url, settings, (response) => {
      const { fingerprint256 } = (response.socket as TLSSocket).getPeerCertificate();
      let page = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        page += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, fingerprint: fingerprint256, page }),
      );
    });
    sent.on('error', reject).end(body);
  });
}
