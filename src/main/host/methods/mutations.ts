import type { HostMethods, MutationRunView, TableFormat } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { redactSessionNames } from '@shared/library/redact-session-names';
import type { SessionSummary } from '@shared/model/session';
import { buildMutationRow, describeRow, type MutationTableRow } from '@shared/mutations/judge-session';
import { findMutation, listOffers } from '@shared/mutations/mutations';
import {
  type MutationTable,
  renderTableCsv,
  renderTableJson,
  renderTableMarkdown,
} from '@shared/mutations/render-table';
import { createSessionId } from '../create-session-id';
import type { HostContext } from '../host-context';
import type { ActiveMutationRun } from '../mutation-run-registry';
import { findGivenProfile, readMutationFacts, resolveRun } from '../resolve-run';
import { runMutations } from '../run-mutations';

type MutationMethods = Pick<
  HostMethods,
  'listMutations' | 'startMutationRun' | 'cancelMutationRun' | 'readMutationRun' | 'buildMutationTable'
>;

const NO_PROFILE = 'This profile no longer exists.';
const NO_SET = 'There is no set of mistakes with this id.';

export function createMutationMethods(context: HostContext): MutationMethods {
  const { services, mutationRuns } = context;
  return {
    async listMutations(input) {
      const profile = findGivenProfile(services, input);
      return profile ? ok(listOffers(readMutationFacts(services, profile))) : fail('not-found', NO_PROFILE);
    },
    async startMutationRun(input) {
      const unknown = input.mutations.find((id) => !findMutation(id));
      if (unknown !== undefined)
        return fail('not-found', `There is no deliberate mistake named "${unknown}".`);
      const profile = findGivenProfile(services, input);
      if (!profile) return fail('not-found', NO_PROFILE);
      const { mutations, ...choices } = input;
      // What stands in the way of every run is said once, before any session exists.
      const checked = await resolveRun(services, { ...choices, task: 'flow', mutation: null });
      if (!checked.ok) return checked;
      await checked.value.release();
      const mutationRunId = createSessionId(services);
      const run: ActiveMutationRun = {
        cancel: new AbortController(),
        sessionIds: [],
        waiting: [...new Set(mutations)],
        skipped: [],
        done: Promise.resolve(),
        isRunning: true,
      };
      mutationRuns.add(mutationRunId, run);
      run.done = runMutations(context, {
        id: mutationRunId,
        input,
        facts: readMutationFacts(services, profile),
        run,
      });
      return ok({ mutationRunId });
    },
    async cancelMutationRun({ mutationRunId }) {
      const run = mutationRuns.get(mutationRunId);
      if (!run?.isRunning) return fail('not-found', 'This set of mistakes has already ended.');
      run.cancel.abort();
      await run.done;
      return ok(null);
    },
    async readMutationRun({ mutationRunId }) {
      const view = readView(context, mutationRunId);
      return view ? ok(view) : fail('not-found', NO_SET);
    },
    async buildMutationTable({ mutationRunId, format }) {
      const view = readView(context, mutationRunId);
      if (!view) return fail('not-found', NO_SET);
      const [first] = listSessions(context, mutationRunId);
      const { issuer = '', profileName = '' } = first ?? {};
      const recorded = first ? services.sessions.read(first.id, 0) : [];
      const names = redactSessionNames(recorded, { issuer, profileName, note: '', tags: [] });
      const table: MutationTable = {
        mutationRunId,
        issuer: names.issuer,
        profileName: names.profileName,
        writtenAt: new Date(services.now()).toISOString(),
        appVersion: services.appVersion,
        rows: view.rows,
      };
      const { mediaType, render } = FORMATS[format];
      const fileName = `grantscope-mistakes-${mutationRunId}.${format}`;
      return ok({ fileName, mediaType, text: render(table), redactions: 0 });
    },
  };
}

const FORMATS: Record<TableFormat, { mediaType: string; render(table: MutationTable): string }> = {
  md: { mediaType: 'text/markdown; charset=utf-8', render: renderTableMarkdown },
  json: { mediaType: 'application/json', render: renderTableJson },
  csv: { mediaType: 'text/csv; charset=utf-8', render: renderTableCsv },
};

/** Null where neither this process nor the store knows the set. */
function readView(context: HostContext, mutationRunId: string): MutationRunView | null {
  const run = context.mutationRuns.get(mutationRunId);
  const sessions = listSessions(context, mutationRunId);
  if (!run && sessions.length === 0) return null;
  const isRunning = run?.isRunning ?? false;
  const rows = [
    ...sessions.map((summary) => readRow(context, summary)),
    ...(isRunning ? (run?.waiting ?? []) : []).map((id) => describeRow(id, 'waiting', '')),
    ...(run?.skipped ?? []).map(({ id, reason }) => describeRow(id, 'not-applicable', reason)),
  ];
  return { mutationRunId, isRunning, rows: rows.filter((row): row is MutationTableRow => row !== null) };
}

/** The sessions of the set, in the order in which they ran; of one of an earlier process by their own word. */
function listSessions({ services, mutationRuns }: HostContext, mutationRunId: string): SessionSummary[] {
  const { sessions } = services;
  const known = mutationRuns.get(mutationRunId)?.sessionIds;
  if (known) return known.flatMap((id) => sessions.get(id) ?? []);
  return sessions
    .list({ mutationRun: mutationRunId })
    .sort((left, right) => left.startedAt - right.startedAt);
}

function readRow({ services, mutationRuns }: HostContext, summary: SessionSummary): MutationTableRow | null {
  const { id, eventCount, outcome } = summary;
  const make = () => buildMutationRow(services.sessions.read(id, 0), outcome);
  return outcome === 'running' ? make() : mutationRuns.rowOf(id, eventCount, make);
}
