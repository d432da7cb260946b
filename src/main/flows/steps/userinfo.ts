import { checkRequestedClaims } from '@shared/checks/check-requested-claims';
import { checkUserinfo } from '@shared/checks/check-userinfo';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import type { RecordedResponse } from '@shared/model/exchange';
import { readParameter } from '@shared/model/parameters';
import { decodeJwt } from '@shared/model/read-jwt';
import { readHeader, readJsonObject } from '@shared/model/read-message';
import * as client from 'openid-client';
import { isEncrypted, openJwt } from '../decrypt-jwt';
import type { FlowStep, StepContext } from '../flow';
import { configurationOf } from './discovery';
import { dpopOptionsOf } from './dpop';
import { fetchByEndpoint } from './fetch-by-endpoint';
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
    configuration[client.customFetch] = fetchByEndpoint(context, 'userinfo');
    try {
      const { access_token: accessToken } = tokens;
      const dpop = await dpopOptionsOf(context);
      await client.fetchUserInfo(configuration, accessToken, subject ?? client.skipSubjectCheck, dpop);
    } finally {
      await recordRows(context, subject);
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

async function recordRows(context: StepContext, subject: string | null): Promise<void> {
  const exchange = context.findExchange('userinfo');
  if (!exchange?.response || exchange.error) return;
  const { userinfo_signing_alg_values_supported: algorithms } = configurationOf(context).serverMetadata();
  const text = readJwtText(exchange.response);
  const opened = text !== null && isEncrypted(text) ? await openJwt(context, 'userinfo', text) : null;
  if (opened) context.check(opened.row, exchange.id);
  const decrypted = opened?.inner ?? null;
  const rows = checkUserinfo(exchange.response, { subject, algorithms: algorithms ?? null, decrypted });
  for (const row of rows) context.check(row, exchange.id);
  const claims =
    text === null ? readJsonObject(exchange.response) : (decodeJwt(decrypted ?? text)?.claims ?? null);
  const asked = readParameter(context.profile.parameters.authorize, 'claims');
  const claimsRow = claims ? checkRequestedClaims(asked, 'userinfo', claims) : null;
  if (claimsRow) context.check(claimsRow, exchange.id);
}

/** A signed or encrypted response; null for plain JSON (OpenID Connect Core section 5.3.2). */
function readJwtText({ headers, body }: RecordedResponse): string | null {
  const isJwt = /^application\/jwt\b/i.test(readHeader(headers, 'content-type') ?? '');
  return isJwt && body?.encoding === 'utf8' ? body.text : null;
}
