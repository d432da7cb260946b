import type { ErrorRecord } from '../../model/error-record';
import type { RunFacts } from '../run-facts';
import type { EvidenceRule } from './observation';

/** Where listening failed, and who listens there, as the error says (RFC 8252 section 7.3). */
export const observeListenFailure: EvidenceRule = (facts) => {
  const { error, endSeq, seq } = facts.step ?? {};
  const { address, port, owner } = error?.details ?? {};
  if (!error || typeof address !== 'string' || typeof port !== 'number' || seq === undefined) return [];
  const place = `${address.includes(':') ? `[${address}]` : address}:${port}`;
  const taken = typeof owner === 'string' ? owner : null;
  return [
    {
      seq: endSeq ?? seq,
      statement: `Listening at ${place} was refused with ${error.code?.toUpperCase() ?? 'an error'} (RFC 8252 section 7.3).`,
      expected: `a listener at ${place}`,
      actual: taken === null ? error.message : `taken by ${taken}`,
      decisive: true,
      fix: describeFix(error, { address, port, taken }, readRedirectUri(facts)),
    },
  ];
};

function describeFix(
  { code }: ErrorRecord,
  { address, port, taken }: { address: string; port: number; taken: string | null },
  redirectUri: string,
): string {
  if (code === 'eaddrinuse') {
    return taken === null
      ? `Find the program with "lsof -nP -iTCP:${port} -sTCP:LISTEN", on Windows with "netstat -ano | findstr :${port}", and close it.`
      : `Close what has port ${port}: ${taken}.`;
  }
  if (code === 'eacces')
    return `Register and use a port from 1024 up: ${change(redirectUri, { port: '8400' })}.`;
  if (code === 'eaddrnotavail')
    return `Use 127.0.0.1 in place of ${address}: ${change(redirectUri, { hostname: '127.0.0.1' })}.`;
  return `Try another port than ${port}, and register it.`;
}

function change(redirectUri: string, members: Partial<Pick<URL, 'port' | 'hostname'>>): string {
  const url = URL.parse(redirectUri);
  return url ? Object.assign(url, members).href : redirectUri;
}

/** As the profile has it: where listening fails, no request was built. */
function readRedirectUri({ session, step }: RunFacts): string {
  const { profile } = session;
  const uri = step?.name === 'logout' ? profile?.postLogoutRedirectUri : profile?.redirectUri;
  return uri ?? 'the redirect URI';
}

/** Which program was to open the browser, and how it ended (RFC 8252 section 4.1). */
export const observeBrowserFailure: EvidenceRule = ({ step }) => {
  const links = step?.error ? [step.error, ...step.error.causes] : [];
  const told = links.find(({ details }) => typeof details['command'] === 'string')?.details;
  if (!step || !told) return [];
  const { command, exitCode, reason } = told;
  return [
    {
      seq: step.endSeq ?? step.seq,
      statement: `The browser was to be opened by ${String(command)} (RFC 8252 section 4.1).`,
      expected: 'exit code 0',
      actual: typeof exitCode === 'number' ? `exit code ${exitCode}` : `no start: ${String(reason)}`,
      decisive: true,
      fix: `Try ${String(command)} with any address in a terminal: as long as that fails, no program here can open a browser.`,
    },
  ];
};
