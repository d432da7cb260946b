import { checkUserinfo } from '@shared/checks/check-userinfo';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import { decodeJwt } from '@shared/model/read-jwt';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../flow';
import { configurationOf } from './discovery';
import { fetchFirstThenKeys } from './first-then-keys';
import { grantOf } from './grant';

/** Asks the UserInfo endpoint who signed in (OpenID Connect Core section 5.3). */
export const userinfoStep: FlowStep = {
  name: 'userinfo',
  title: 'Ask UserInfo',
  actor: 'client',
  async run(context) {
    const configuration = configurationOf(context);
    const tokens = await tokensOf(context);
    if (configuration.serverMetadata().userinfo_endpoint === undefined) {
      context.note('userinfo-absent', 'The metadata names no userinfo_endpoint.');
      return 'skipped';
    }
    const subject = tokens.claims()?.sub ?? readSubject(context);
    configuration[client.customFetch] = fetchFirstThenKeys(context, 'userinfo');
    try {
      await client.fetchUserInfo(configuration, tokens.access_token, subject ?? client.skipSubjectCheck);
    } finally {
      recordRows(context, subject);
    }
    return 'done';
  },
};

export async function tokensOf(context: StepContext) {
  return grantOf(context).result();
}

/** A refresh may bring no ID token: the one of the sign-in still says whom the tokens are about. */
function readSubject(context: StepContext): string | null {
  const { idToken } = readSessionTokens(context.session());
  const subject = decodeJwt(idToken ?? '')?.claims['sub'];
  return typeof subject === 'string' ? subject : null;
}

function recordRows(context: StepContext, subject: string | null): void {
  const exchange = context.findExchange('userinfo');
  if (!exchange?.response || exchange.error) return;
  const { userinfo_signing_alg_values_supported: algorithms } = configurationOf(context).serverMetadata();
  const rows = checkUserinfo(exchange.response, { subject, algorithms: algorithms ?? null });
  for (const row of rows) context.check(row, exchange.id);
}
