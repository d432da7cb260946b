import type { Capabilities } from '@shared/contract/host-api';
import { type ProfileProblem, parseHttpUrl } from '@shared/model/parse-profile';
import { labelFlow } from '../labels/labels';
import { describeOpenBlanks } from './connect-provider';
import { isCertificateClient } from './field-paths';
import type { ProfileDraft } from './profile-draft';

/** What does not hinder saving and stands in the way of a run here: the host cannot, or the members do not fit. */
export function listObstacles(
  draft: ProfileDraft,
  capabilities: Capabilities | null,
  isPractice: boolean,
): ProfileProblem[] {
  const obstacles: ProfileProblem[] = [];
  const add = (path: string, message: string) => obstacles.push({ path, message, severity: 'warning' });
  const openBlanks = describeOpenBlanks(draft.issuer);
  if (openBlanks !== null) add('issuer', openBlanks);
  if (capabilities && !capabilities.flows.includes(draft.flow)) {
    add('flow', `${labelFlow(draft.flow)} cannot be run by this version.`);
  }
  if (draft.browser === 'capture' && capabilities?.captureBrowser === false) {
    add('browser', capabilities.captureNote ?? 'There is no capture window here: a run is refused.');
  }
  if (draft.browser === 'practice' && !isPractice) {
    add('browser', 'The automatic sign-in works at the practice provider only.');
  }
  if (isCertificateClient(draft) && parseHttpUrl(draft.issuer)?.protocol === 'http:') {
    add('client.auth', 'A client certificate is shown in a TLS handshake; plain http has none.');
  }
  for (const [path, file] of listFiles(draft)) {
    if (file !== '' && !isWholePath(file)) {
      add(path, 'Give the whole path: another one depends on where Grantscope was started.');
    }
  }
  return obstacles;
}

function listFiles({ tlsCa, tlsCert, tlsKey, secrets }: ProfileDraft): [path: string, file: string][] {
  const key = secrets['client.key.from'];
  const decryptionKey = secrets['client.decryptionKey.from'];
  return [
    ['tls.ca', tlsCa],
    ['tls.cert', tlsCert],
    ['tls.key', tlsKey],
    ['client.key.from', key.source === 'file' ? key.file : ''],
    ['client.decryptionKey.from', decryptionKey.source === 'file' ? decryptionKey.file : ''],
  ];
}

/** Absolute on POSIX or on Windows; the host may be either. */
function isWholePath(file: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(file);
}
