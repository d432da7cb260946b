import { type ParsedProfile, type ProfileProblem, parseProfile } from '@shared/model/parse-profile';
import type { Profile } from '@shared/model/profile';
import { isLifetime, readMetadata, toProfileInput } from './draft-to-profile';
import { describePairs } from './parameter-pairs';
import type { ProfileDraft } from './profile-draft';
import { toSecretReference } from './secret-drafts';

/** The rules of parseProfile, and those that only a form can break: half of a member, text that is no JSON. */
export function validateDraft(draft: ProfileDraft): ParsedProfile {
  const unfinished = describeUnfinished(draft);
  const own = [
    ...unfinished,
    ...describePairs('parameters.authorize', draft.authorizeParameters),
    ...describePairs('parameters.token', draft.tokenParameters),
  ];
  const parsed = parseProfile(toProfileInput(draft));
  // A profile of a wrong shape is not looked at further, but a form tells all that is wrong at once.
  const { clientId } = draft;
  const rest = parsed.profile ? [] : parseProfile(toProfileInput({ ...finish(draft), clientId })).problems;
  const problems = [...parsed.problems, ...rest].filter(
    ({ path, message }, index, all) =>
      !unfinished.some((each) => isUnder(each.path, path)) &&
      all.findIndex((each) => each.path === path && each.message === message) === index,
  );
  const isRefused = own.length > 0 || problems.some(({ severity }) => severity === 'error');
  return { profile: isRefused ? null : parsed.profile, problems: [...problems, ...own] };
}

/** The profile as far as the form is filled in: what is still missing is no hindrance. */
export function readUnfinished(draft: ProfileDraft): Profile | null {
  return parseProfile(toProfileInput(draft)).profile ?? parseProfile(toProfileInput(finish(draft))).profile;
}

function describeUnfinished(draft: ProfileDraft): ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  const add = (path: string, message: string) => problems.push({ path, message, severity: 'error' });
  if (draft.flow === 'password') {
    if (draft.username === '') add('password.username', 'Enter the user name to send.');
    if (toSecretReference(draft.secrets['password.password']) === null)
      add('password.password', 'Enter the password to send.');
  }
  if (draft.flow === 'jwt-bearer' && draft.jwtBearer && !isLifetime(draft.jwtBearer.lifetimeSeconds)) {
    add('jwtBearer.lifetimeSeconds', 'A whole number of seconds, from 1 to 86400.');
  }
  const metadata = draft.registration?.metadata ?? '';
  if ((metadata !== '' || draft.flow === 'registration') && readMetadata(metadata) === null) {
    add('registration.metadata', 'Give the client metadata as a JSON object, such as {"redirect_uris": []}.');
  }
  return problems;
}

/** The same with every text that must not be missing, so that only the other members can be wrong. */
function finish(draft: ProfileDraft): ProfileDraft {
  const { secrets, registration } = draft;
  const password = { ...secrets['password.password'], source: 'typed' as const, typed: 'typed' };
  return {
    ...draft,
    name: 'name',
    clientId: 'id',
    username: 'username',
    secrets: { ...secrets, 'password.password': password },
    registration:
      readMetadata(registration?.metadata ?? '') === null ? { metadata: '{}', manage: true } : registration,
  };
}

function isUnder(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}.`);
}
