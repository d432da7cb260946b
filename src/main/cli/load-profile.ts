import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseProfile } from '@shared/model/parse-profile';
import type { Profile, StoredProfile } from '@shared/model/profile';
import { findNearest } from '@shared/text/find-nearest';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { findDuplicateName } from './find-duplicate-name';
import type { CliHost } from './open-cli-host';
import type { Output } from './output';
import { parseJson, readTextFile } from './read-text-file';
import { setMembers } from './set-members';

const MAX_PROFILE_BYTES = 1024 * 1024;
const PRACTICE_PREFIX = 'practice:';

/** What `startRun` is to be given. */
export interface LoadedProfile {
  profile: Profile;
  profileId?: string;
}

export interface LoadProfileOptions {
  /** A file, the name of a saved profile, or practice:FLOW. */
  source: string;
  assignments: readonly string[];
}

/** Finds the profile, applies `--set` and names every problem at once. Warnings go to stderr. */
export async function loadProfile(
  io: CliIo,
  host: CliHost,
  output: Output,
  { source, assignments }: LoadProfileOptions,
): Promise<LoadedProfile> {
  if (!source.startsWith(PRACTICE_PREFIX) && isFile(io, source)) {
    const text = await readTextFile(io, source, MAX_PROFILE_BYTES);
    const written = parseJson(text, source);
    const twice = findDuplicateName(text);
    if (twice !== null) throw usageError(`${source} has the member "${twice}" twice.`, 'invalid-json');
    const profile = checkProfile(setMembers(written, assignments), source, output);
    return { profile: resolveFiles(profile, dirname(resolve(io.workingFolder, source))) };
  }
  const stored = findStored(await host.call('listProfiles', {}), source);
  const profile = checkProfile(setMembers(stored.profile, assignments), source, output);
  return { profile: resolveFiles(profile, io.workingFolder), profileId: stored.id };
}

/** A name that ends like a file or holds a separator is one, also where it is missing. */
function isFile(io: CliIo, source: string): boolean {
  return /[\\/]|\.json$/i.test(source) || existsSync(resolve(io.workingFolder, source));
}

function findStored(profiles: StoredProfile[], source: string): StoredProfile {
  const isPractice = source.startsWith(PRACTICE_PREFIX);
  const nameOf = (each: StoredProfile) => (isPractice ? each.id : each.profile.name);
  const candidates = profiles.filter((each) => each.source === (isPractice ? 'practice' : 'saved'));
  const found = candidates.find((each) => nameOf(each) === source);
  if (found) return found;
  const names = candidates.map(nameOf);
  const nearest = findNearest(source, names);
  const hint = nearest
    ? ` Did you mean "${nearest}"?`
    : names.length > 0
      ? ` There is: ${names.join(', ')}.`
      : '';
  const kind = isPractice ? 'practice profile' : 'profile file and no saved profile';
  throw usageError(`There is no ${kind} named "${source}".${hint}`, 'not-found');
}

function checkProfile(value: unknown, source: string, output: Output): Profile {
  const { profile, problems } = parseProfile(value);
  const lines = problems.map(({ path, message, severity }) => ({
    severity,
    text: path === '' ? message : `${path}: ${message}`,
  }));
  for (const { text, severity } of lines) {
    if (severity === 'warning') output.say(`grantscope: warning: ${text}`);
  }
  if (profile) return profile;
  const errors = lines.filter(({ severity }) => severity === 'error').map(({ text }) => text);
  throw usageError(`${source} is not a valid profile. ${errors.join(' ')}`, 'invalid-profile');
}

/** A certificate stands beside the file that names it. */
function resolveFiles(profile: Profile, folder: string): Profile {
  const ca = profile.tls?.ca;
  return ca === undefined ? profile : { ...profile, tls: { ...profile.tls, ca: resolve(folder, ca) } };
}
