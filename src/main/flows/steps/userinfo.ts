import { checkUserinfo } from '@shared/checks/check-userinfo';
import * as client from 'openid-client';
import { findPurpose } from '../find-purpose';
import type { FlowStep, StepContext } from '../flow';
import { configurationOf } from './discovery';
import { dpopOptionsOf } from './dpop';
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
    const subject = tokens.claims()?.sub ?? null;
    const metadata = configuration.serverMetadata();
    // A signed response may need the keys, and a DPoP nonce a second try.
    configuration[client.customFetch] = ((url, init) =>
      context.fetchFor(findPurpose(metadata, url, 'userinfo'))(
        url,
        init as RequestInit,
      )) as client.CustomFetch;
    try {
      const { access_token: accessToken } = tokens;
      const dpop = await dpopOptionsOf(context);
      await client.fetchUserInfo(configuration, accessToken, subject ?? client.skipSubjectCheck, dpop);
    } finally {
      recordRows(context, subject);
    }
    return 'done';
  },
};

export async function tokensOf(context: StepContext) {
  return grantOf(context).result();
}

function recordRows(context: StepContext, subject: string | null): void {
  const exchange = context.findExchange('userinfo');
  if (!exchange?.response || exchange.error) return;
  const { userinfo_signing_alg_values_supported: algorithms } = configurationOf(context).serverMetadata();
  const rows = checkUserinfo(exchange.response, { subject, algorithms: algorithms ?? null });
  for (const row of rows) context.check(row, exchange.id);
}
