import type { KnownProvider } from '@shared/providers/known-provider';
import { Server } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { ProfilesSlice } from '../store/app-state';
import { useApp } from '../store/app-store';
import { readDraft } from '../store/profiles-slice';
import { Badge } from '../ui/Badge';
import { DetailTable, Section } from '../ui/DetailTable';
import { EmptyState } from '../ui/EmptyState';
import { PlainText } from '../ui/PlainText';
import { findDraftProvider } from './connect-provider';
import { PreflightList } from './PreflightList';
import type { ProfileDraft } from './profile-draft';
import { RegisterSection } from './RegisterSection';
import { ScopePicker } from './ScopePicker';
import { readServerFacts, warnAboutRun } from './server-facts';

type Done = Extract<ProfilesSlice['discoveries'][string], { status: 'done' }>;

/** Beside the form: what the server says it supports, and what of the profile will not go well there. */
export function ServerPane() {
  const id = useApp((state) => state.selectedProfileId);
  const discovery = useApp((state) =>
    state.selectedProfileId ? state.discoveries[state.selectedProfileId] : undefined,
  );
  const draft = useApp((state) => state.drafts[id ?? '']);
  const profiles = useApp((state) => state.profiles);
  const pickedId = useApp((state) => state.pickedProviders[id ?? '']);
  const current = draft ?? readDraft({ drafts: {}, profiles }, id);
  const provider = current ? findDraftProvider(current, pickedId) : null;
  const isOfIssuer = discovery?.issuer === current?.issuer.trim();
  if (discovery?.status === 'done' && current && id && (isOfIssuer || !provider)) {
    return <ServerFactsView id={id} draft={current} discovery={discovery} provider={provider} />;
  }
  if (provider && current && id) {
    return (
      <div className="h-full overflow-auto">
        <RegisterSection id={id} draft={current} provider={provider} />
        {isOfIssuer && discovery?.status === 'loading' && (
          <p role="status" className="px-3 py-2 text-xs text-ink-soft">
            Asking {discovery.issuer}…
          </p>
        )}
      </div>
    );
  }
  return (
    <EmptyState icon={Server} title="What the server supports">
      <p className="text-ink-soft" role="status">
        {discovery?.status === 'loading' && `Asking ${discovery.issuer}…`}
        {discovery?.status === 'failed' && 'Discovery failed; see the issuer field.'}
        {!discovery && 'Discover the issuer to see its endpoints, scopes and ways to authenticate.'}
      </p>
    </EmptyState>
  );
}

interface ServerFactsProps {
  id: string;
  draft: ProfileDraft;
  discovery: Done;
  provider: KnownProvider | null;
}

function ServerFactsView({ id, draft, discovery, provider }: ServerFactsProps) {
  const { metadata, url } = discovery.server;
  const facts = readServerFacts(metadata);
  const findings = useMemo(() => warnAboutRun(draft, metadata), [draft, metadata]);
  return (
    <div className="h-full overflow-auto">
      {provider && <RegisterSection id={id} draft={draft} provider={provider} />}
      <header className="flex min-h-10 items-center border-b border-line bg-surface px-3">
        <h2 className="text-base font-semibold">What the server supports</h2>
      </header>
      <PreflightList findings={findings} />
      <Section title="Server">
        <DetailTable
          label="Server"
          rows={[
            { name: 'Issuer', value: <PlainText text={metadata.issuer} /> },
            { name: 'Document', value: <PlainText text={url} /> },
            {
              name: 'Client authentication',
              value: <Words words={facts.authMethods} fallback="client_secret_basic (the default)" />,
            },
            { name: 'PKCE', value: <Words words={facts.pkceMethods} fallback="not announced" /> },
            {
              name: 'Grant types',
              value: <Words words={facts.grantTypes} fallback="authorization_code, implicit (the default)" />,
            },
            { name: 'iss in the callback (RFC 9207)', value: facts.issParameter ? 'yes' : 'not announced' },
          ]}
        />
      </Section>
      {facts.scopes && (
        <Section title="Scopes">
          <ScopePicker id={id} draft={draft} scopes={facts.scopes} />
        </Section>
      )}
      <Section title="Endpoints">
        <DetailTable
          label="Endpoints"
          rows={facts.endpoints.map((endpoint) => ({
            name: endpoint.name,
            value: <PlainText text={endpoint.url} />,
          }))}
        />
      </Section>
    </div>
  );
}

function Words({ words, fallback }: { words: string[] | null; fallback: string }): ReactNode {
  if (!words) return <span className="font-sans text-ink-faint">{fallback}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {words.map((word) => (
        <Badge key={word} wrap>
          <PlainText text={word} />
        </Badge>
      ))}
    </span>
  );
}
