import { type OutgoingRequest, outgoingRequestSchema } from '@shared/model/run-control';
import { readRaw, writeRaw } from '@shared/requests/raw-request';
import { isSameRequest, putTogether, type RequestParts, takeApart } from '@shared/requests/request-parts';
import { useState } from 'react';
import { useUnsent } from '../store/use-unsent';
import type { RequestText } from './request-text';

export interface RequestDraft {
  draft: RequestText;
  changeParts(change: Partial<RequestParts>): void;
  changeText(text: string): void;
  /** Null where the text cannot be read: it stays as it is then. */
  show(view: RequestText['view']): void;
  problems: string[];
  /** What would be sent instead; null where nothing was changed, or where it cannot be sent. */
  edited: OutgoingRequest | null;
}

/** `given` is what `edited` is compared with; a later one is not looked at. */
export function useRequestDraft(given: OutgoingRequest): RequestDraft {
  const [original] = useState(given);
  const [draft, setDraft] = useState<RequestText>({ view: 'rows', parts: takeApart(original) });
  return workOn(original, draft, setDraft);
}

/** The same for the request that a pause is about: what was changed outlives the panel that it was typed into. */
export function usePausedRequest(pauseId: string, given: OutgoingRequest): RequestDraft {
  const [original] = useState(given);
  const [initial] = useState<RequestText>({ view: 'rows', parts: takeApart(original) });
  const [draft, setDraft] = useUnsent('request', pauseId, initial);
  return workOn(original, draft, setDraft);
}

function workOn(
  original: OutgoingRequest,
  draft: RequestText,
  setDraft: (draft: RequestText) => void,
): RequestDraft {
  const read = readDraft(draft, original);
  return {
    draft,
    changeParts(change) {
      if (draft.view === 'rows') setDraft({ view: 'rows', parts: { ...draft.parts, ...change } });
    },
    changeText: (text) => setDraft({ view: 'raw', text }),
    show(view) {
      if (!('request' in read) || view === draft.view) return;
      setDraft(
        view === 'raw' ? { view, text: writeRaw(read.request) } : { view, parts: takeApart(read.request) },
      );
    },
    problems: 'problem' in read ? [read.problem] : listProblems(read.request),
    edited: 'request' in read && !isSameRequest(read.request, original) ? read.request : null,
  };
}

function readDraft(
  draft: RequestText,
  original: OutgoingRequest,
): { request: OutgoingRequest } | { problem: string } {
  return draft.view === 'raw' ? readRaw(draft.text) : { request: putTogether(draft.parts, original) };
}

function listProblems(request: OutgoingRequest): string[] {
  const issues = outgoingRequestSchema.safeParse(request).error?.issues ?? [];
  return issues.map(({ path, message }) => `${describePlace(path, request)}: ${message}`);
}

function describePlace([member, index]: PropertyKey[], { headers }: OutgoingRequest): string {
  if (member !== 'headers' || typeof index !== 'number') return String(member ?? 'request');
  return `header ${headers[index]?.[0] || index + 1}`;
}
