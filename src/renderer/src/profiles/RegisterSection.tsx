import { CATALOG, findEntry } from '@shared/diagnosis/catalog/index';
import type { ProviderName } from '@shared/diagnosis/providers';
import type { KnownProvider, Quirk } from '@shared/providers/known-provider';
import { nameRedirectUriSetting } from '@shared/providers/known-providers';
import { fitsLoopbackRule, LOOPBACK_RULES } from '@shared/providers/loopback-rules';
import { BookOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { EMPTY_QUERY } from '../catalog/catalog-query';
import { AUTH_LABELS } from '../labels/labels';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Section } from '../ui/DetailTable';
import { ExternalLink } from '../ui/ExternalLink';
import { formatCount } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import type { ProfileDraft } from './profile-draft';
import { adviseOnRedirectUri } from './redirect-advice';

interface RegisterSectionProps {
  id: string;
  draft: ProfileDraft;
  provider: KnownProvider;
}

/** What to enter at the provider, in its own words, with the values of this profile to copy. */
export function RegisterSection({ id, draft, provider }: RegisterSectionProps) {
  const { name, clientType, documentation, loopback, quirks } = provider;
  const changeDraft = useApp((state) => state.changeDraft);
  const rule = LOOPBACK_RULES[loopback];
  const redirectUri = adviseOnRedirectUri(draft.redirectUri)?.toRegister ?? draft.redirectUri.trim();
  const isFitting = fitsLoopbackRule(loopback, draft.redirectUri);
  return (
    <Section
      title={`What to register at ${name}`}
      actions={<ExternalLink href={documentation.url}>Its documentation</ExternalLink>}
    >
      <dl className="space-y-2 text-xs">
        <Item term="Where">{provider.console}</Item>
        <Item term="Kind of app">{clientType}</Item>
        {loopback === 'any-port-unregistered' ? (
          <Item term="Redirect URI">{rule.words}</Item>
        ) : (
          <Item term={nameRedirectUriSetting(provider)}>
            <CopyLine text={redirectUri} what="redirect URI to register" />
            {isFitting ? rule.words : `${name} will not take this one. ${rule.words}`}
            {!isFitting && rule.redirectUri !== null && (
              <Button
                small
                className="mt-1"
                onClick={() => changeDraft(id, { redirectUri: rule.redirectUri })}
              >
                Use {rule.redirectUri}
              </Button>
            )}
          </Item>
        )}
        {draft.followUps.includes('logout') && draft.postLogoutRedirectUri !== '' && (
          <Item term="Where a logout may return to">
            <CopyLine
              text={
                adviseOnRedirectUri(draft.postLogoutRedirectUri)?.toRegister ?? draft.postLogoutRedirectUri
              }
              what="post-logout redirect URI to register"
            />
          </Item>
        )}
        {draft.scope.trim() !== '' && (
          <Item term="Scopes">
            <CopyLine text={draft.scope.trim()} what="scopes to register" />
          </Item>
        )}
        <Item term="Client authentication">
          <span className="font-mono">{AUTH_LABELS[draft.auth]}</span>
        </Item>
      </dl>
      {quirks.length > 0 && (
        <>
          <h4 className="mt-3 mb-1 text-xs font-semibold">Good to know</h4>
          <ul className="list-disc space-y-1.5 pl-4 text-xs">
            {quirks.map((quirk) => (
              <QuirkLine key={quirk.text} quirk={quirk} />
            ))}
          </ul>
        </>
      )}
      {provider.catalogName !== null && <AllFailures provider={provider.catalogName} />}
    </Section>
  );
}

/** Leads to everything that the catalog knows to fail at this provider. */
function AllFailures({ provider }: { provider: ProviderName }) {
  const openCatalog = useApp((state) => state.openCatalog);
  const searchFor = useApp((state) => state.searchFor);
  const count = CATALOG.filter((entry) => entry.provider === provider).length;
  return (
    <Button
      small
      icon={BookOpen}
      className="mt-3 h-auto! min-h-6 max-w-full"
      onClick={() => {
        openCatalog();
        searchFor({ ...EMPTY_QUERY, provider });
      }}
    >
      <span className="whitespace-normal text-left">
        {formatCount(count, 'failure')} of {provider} in the catalog
      </span>
    </Button>
  );
}

function Item({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-medium text-ink-faint">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function CopyLine({ text, what }: { text: string; what: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 font-mono wrap-anywhere">
        <PlainText text={text} />
      </code>
      <CopyButton small text={text} what={what} />
    </span>
  );
}

function QuirkLine({ quirk: { text, reference, entryIds } }: { quirk: Quirk }) {
  const openCatalog = useApp((state) => state.openCatalog);
  return (
    <li>
      {text}{' '}
      {reference && (
        <>
          <ExternalLink href={reference.url}>{reference.label}</ExternalLink>{' '}
        </>
      )}
      {entryIds.flatMap((entryId) => {
        const entry = findEntry(entryId);
        return entry
          ? [
              <button
                key={entryId}
                type="button"
                aria-label={`Open in catalog: ${entry.title}`}
                onClick={() => openCatalog(entryId)}
                className="mr-2 text-accent underline decoration-1 underline-offset-2 hover:text-accent-hover"
              >
                {entry.title}
              </button>,
            ]
          : [];
      })}
    </li>
  );
}
