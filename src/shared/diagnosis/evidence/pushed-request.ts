import { findArtifact } from '../run-facts';
import { type ConclusionRule, isRefusedWith } from './conclusion';
import type { EvidenceRule } from './observation';

/** A request_uri that another client brings than the one that pushed it (RFC 9126 section 2.2). */
export const concludePushedByOther: ConclusionRule = (facts) => {
  const { session } = facts;
  const pushed = session.steps.flatMap((step) => step.exchanges).findLast(({ purpose }) => purpose === 'par');
  const artifact = findArtifact(session, 'authorization-url');
  const url = artifact ? URL.parse(artifact.value) : null;
  if (!pushed || !artifact || !url?.searchParams.has('request_uri')) return [];
  const by =
    new URLSearchParams(pushed.request.body?.text ?? '').get('client_id') ?? session.profile?.client.id;
  const brought = url.searchParams.get('client_id');
  const isRefused = isRefusedWith(
    facts,
    'invalid_request_object',
    'invalid_request_uri',
    'invalid_request',
    'invalid_client',
  );
  if (by === undefined || brought === by || !isRefused) return [];
  return [
    {
      value: 'pushed-by-other-client',
      seq: artifact.seq,
      statement: 'The authorization URL names another client than the one that pushed the request.',
      expected: by,
      actual: brought ?? '(absent)',
    },
  ];
};

/** How long the request_uri was let lie, beside how long it lives. */
export const observePushAge: EvidenceRule = ({ session, step }) => {
  const pushed = session.steps.flatMap((each) => each.exchanges).findLast(({ purpose }) => purpose === 'par');
  const row = session.steps.flatMap((each) => each.checks).findLast(({ id }) => id === 'par-expires-in');
  const lifetimeSeconds = Number.parseFloat(row?.actual ?? '');
  const opened = step?.wait?.startedAt;
  if (!pushed || !row || opened === undefined || !Number.isFinite(lifetimeSeconds)) return [];
  const ageSeconds = (opened - pushed.startedAt) / 1000;
  return [
    {
      seq: row.seq,
      decisive: ageSeconds >= lifetimeSeconds,
      statement: `The browser was sent off ${ageSeconds.toFixed(1)} s after the request was pushed.`,
      expected: `within ${lifetimeSeconds} s`,
      actual: `${ageSeconds.toFixed(1)} s`,
    },
  ];
};
