import { type HostMethods, MAX_IMPORT_BYTES } from '@shared/contract/host-api';
import { fail, ok, type Result } from '@shared/contract/result';
import { type ImportedKind, nameImport } from '@shared/model/imported-kind';
import type { SessionSummary } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { type ImportedText, importText } from '../../import/import-text';
import { createSessionId } from '../create-session-id';
import type { HostContext } from '../host-context';
import type { PendingImport } from '../import-registry';
import { storageFailure } from '../storage-failure';

type ImportMethods = Pick<
  HostMethods,
  'importSession' | 'beginImport' | 'appendImport' | 'finishImport' | 'cancelImport'
>;

const NO_IMPORT = fail('not-found', 'This import has ended, or was not gone on with. Choose the file again.');
const CANCELLED = fail('cancelled', 'The import was cancelled. Nothing was stored.');

export function createImportMethods(context: HostContext): ImportMethods {
  const { services, imports } = context;
  return {
    async importSession({ text }) {
      if (text.trim() === '') return fail('invalid-argument', 'The text is empty.');
      // An id of its own: the same export may be opened twice, or beside the session it was made from.
      const sessionId = createSessionId(services);
      return storeImported(context, sessionId, importText(text, { sessionId, now: services.now }));
    },
    async beginImport({ sizeBytes }) {
      const importId = createSessionId(services);
      if (imports.begin(importId, sizeBytes)) return ok({ importId });
      return fail('conflict', 'Other files are being imported. Wait until one of them is done.');
    },
    async appendImport({ importId, offset, chunk }) {
      return work(importId, async (pending) => {
        const bytes = Buffer.from(chunk, 'base64');
        const end = offset + bytes.length;
        const { receivedBytes, sizeBytes } = pending;
        if (offset !== receivedBytes || end > (sizeBytes ?? MAX_IMPORT_BYTES)) {
          return fail('invalid-argument', 'This chunk is not the next one of the file.');
        }
        const problem = await pending.stream.write(bytes);
        if (pending.cancel.signal.aborted) return CANCELLED;
        if (problem) {
          imports.end(importId);
          return fail('invalid-argument', problem);
        }
        pending.receivedBytes = end;
        return ok({ receivedBytes: end, entries: pending.stream.countEntries() });
      });
    },
    async finishImport({ importId }) {
      return work(importId, async ({ stream, receivedBytes, sizeBytes, cancel }) => {
        if (sizeBytes !== null && receivedBytes !== sizeBytes)
          return fail('conflict', 'The file has not arrived whole.');
        const sessionId = createSessionId(services);
        const options = { sessionId, now: services.now };
        const finished = await stream.finish(options, cancel.signal).catch((error: unknown) => {
          if (cancel.signal.aborted) return null;
          throw error;
        });
        if (!finished || cancel.signal.aborted) return CANCELLED;
        imports.end(importId);
        if (finished.isEmpty) return fail('invalid-argument', 'It is empty.');
        const stored = storeImported(context, sessionId, finished.imported);
        return stored.ok ? ok({ ...stored.value, archive: finished.archive }) : stored;
      });
    },
    async cancelImport({ importId }) {
      if (!imports.get(importId)) return NO_IMPORT;
      imports.end(importId);
      return ok(null);
    },
  };

  async function work<T>(
    importId: string,
    step: (pending: PendingImport) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const pending = imports.get(importId);
    if (!pending) return NO_IMPORT;
    if (pending.isBusy) return fail('conflict', 'The last chunk of this file is still being read.');
    pending.isBusy = true;
    try {
      return await step(pending);
    } catch (error) {
      imports.end(importId);
      throw error;
    } finally {
      pending.isBusy = false;
    }
  }
}

function storeImported(
  { services: { sessions }, emit }: HostContext,
  sessionId: string,
  imported: ImportedText,
): Result<{ sessionId: string; recognisedAs: ImportedKind }> {
  if (imported.kind === 'refused') return fail('invalid-argument', imported.message);
  const { kind, events } = imported;
  const view = foldTrace(events);
  const endedAt = view.endedAt ?? events.at(-1)?.time ?? view.startedAt;
  try {
    const summary: SessionSummary = {
      id: sessionId,
      flow: view.flow,
      profileName: view.profile?.name ?? nameImport(kind),
      issuer: view.profile?.issuer ?? view.profile?.server?.issuer ?? '',
      outcome: view.outcome === 'running' ? 'interrupted' : view.outcome,
      startedAt: view.startedAt,
      endedAt,
      eventCount: events.length,
      imported: true,
      ...(view.fault === null ? {} : { fault: view.fault }),
      ...(view.mutation === null ? {} : { mutation: view.mutation }),
    };
    const own = events.map((event) => (event.type === 'session-started' ? { ...event, sessionId } : event));
    sessions.add([{ summary, events: own }]);
  } catch (error) {
    return storageFailure(error);
  }
  emit({ type: 'sessions-changed' });
  return ok({ sessionId, recognisedAs: kind });
}
