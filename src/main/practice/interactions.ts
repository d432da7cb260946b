import type { AuthorizationDetail, Interaction, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { isRightPassword } from './accounts';
import { chooseAcr } from './authentication-levels';
import { buildPageHeaders, renderConsentPage, renderErrorPage, renderLoginPage } from './pages';
import type { PracticeMiddleware, ProviderChange } from './provider-change';
import { readForm } from './read-form';

const PATH = /^\/interaction\/([\w-]+)$/;

/** The pages between the authorization request and its answer: sign-in, consent, and the way out of both. */
export function createInteractions(provider: Provider, change: ProviderChange): PracticeMiddleware {
  return async (ctx, next) => {
    const uid = PATH.exec(ctx.path)?.[1];
    if (uid === undefined) {
      await next();
      return;
    }
    const interaction = await findInteraction(provider, ctx, uid);
    if (!interaction) {
      const description =
        'This sign-in is not known in this browser, or it has expired. Start the flow again.';
      showPage(ctx, renderErrorPage({ error: 'invalid_request', error_description: description }), null, 400);
    } else if (ctx.method === 'POST') {
      await submitPage(provider, ctx, interaction, change);
    } else {
      await openPage(provider, ctx, interaction, change);
    }
  };
}

async function findInteraction(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  uid: string,
): Promise<Interaction | null> {
  try {
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    return interaction.uid === uid ? interaction : null;
  } catch {
    return null;
  }
}

async function openPage(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  interaction: Interaction,
  change: ProviderChange,
): Promise<void> {
  const accountId = interaction.session?.accountId;
  if (interaction.prompt.name === 'login' || accountId === undefined) {
    showPage(ctx, renderLoginPage({ action: ctx.path, userName: '', isRefused: false }), interaction);
    return;
  }
  const refusal = change.refuseUser?.(accountId) ?? null;
  if (refusal !== null) {
    await finish(provider, ctx, { error: 'access_denied', error_description: refusal });
    return;
  }
  const client = await provider.Client.find(String(interaction.params['client_id']));
  const page = renderConsentPage({
    action: ctx.path,
    clientName: client?.clientName ?? String(interaction.params['client_id']),
    accountId,
    scopes: readScopes(interaction),
  });
  showPage(ctx, page, interaction);
}

async function submitPage(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  interaction: Interaction,
  change: ProviderChange,
): Promise<void> {
  const form = await readForm(ctx.req);
  const accountId = interaction.session?.accountId;
  if (form.get('action') === 'cancel') {
    await finish(provider, ctx, {
      error: 'access_denied',
      error_description: 'The user cancelled the request.',
    });
  } else if (interaction.prompt.name === 'login' || accountId === undefined) {
    await submitLogin(provider, ctx, interaction, { form, change });
  } else {
    const grantId = await grantScopes(provider, interaction, accountId);
    await finish(provider, ctx, { consent: { grantId } });
  }
}

async function submitLogin(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  interaction: Interaction,
  { form, change }: { form: URLSearchParams; change: ProviderChange },
): Promise<void> {
  const userName = form.get('username')?.trim() ?? '';
  if (isRightPassword(userName, form.get('password') ?? '')) {
    const acr = chooseAcr(interaction.params);
    const refusal = change.refuseAcr?.(acr) ?? null;
    await finish(
      provider,
      ctx,
      refusal === null
        ? { login: { accountId: userName, remember: false, acr } }
        : { error: 'unmet_authentication_requirements', error_description: refusal },
    );
  } else {
    showPage(ctx, renderLoginPage({ action: ctx.path, userName, isRefused: true }), interaction);
  }
}

/** Grants all that was asked for and is not granted yet; the id goes into the consent result. */
async function grantScopes(provider: Provider, interaction: Interaction, accountId: string): Promise<string> {
  const known =
    interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId);
  const clientId = String(interaction.params['client_id']);
  const grant = known ?? new provider.Grant({ accountId, clientId });
  const details = interaction.prompt.details as {
    missingOIDCScope?: string[];
    missingOIDCClaims?: string[];
    missingResourceScopes?: Record<string, string[]>;
    rar?: AuthorizationDetail[];
  };
  if (details.missingOIDCScope) grant.addOIDCScope(details.missingOIDCScope.join(' '));
  if (details.missingOIDCClaims) grant.addOIDCClaims(details.missingOIDCClaims);
  for (const detail of details.rar ?? []) grant.addRar(detail);
  for (const [resource, scopes] of Object.entries(details.missingResourceScopes ?? {})) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  return grant.save();
}

async function finish(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  result: Parameters<Provider['interactionResult']>[2],
): Promise<void> {
  const returnTo = await provider.interactionResult(ctx.req, ctx.res, result);
  ctx.status = 303;
  ctx.redirect(returnTo);
}

function showPage(
  ctx: KoaContextWithOIDC,
  page: string,
  interaction: Interaction | null,
  status = 200,
): void {
  ctx.status = status;
  ctx.type = 'html';
  ctx.set(buildPageHeaders(interaction ? readFormTargets(interaction) : []));
  ctx.body = page;
}

/**
 * The callback's origin as a CSP source; an IPv6 literal has no host-source form, and a scheme of its own no
 * origin, so the scheme stands in.
 * Nothing leads away from here where a device waits (RFC 8628).
 */
function readFormTargets(interaction: Interaction): string[] {
  const url = URL.parse(String(interaction.params['redirect_uri'] ?? ''));
  if (!url) return [];
  return [url.hostname.startsWith('[') || url.origin === 'null' ? url.protocol : url.origin];
}

function readScopes(interaction: Interaction): string[] {
  return String(interaction.params['scope'] ?? '')
    .split(' ')
    .filter(Boolean);
}
