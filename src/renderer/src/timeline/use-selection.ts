import { useMemo } from 'react';
import { readFindings } from '../diagnosis/read-findings';
import type { Selection } from '../store/app-state';
import { useApp } from '../store/app-store';
import { pickSelection } from './effective-selection';

/** What is looked at of the open session. */
export function useSelection(): Selection | null {
  const view = useApp((state) => state.open?.view);
  const picked = useApp((state) => state.selection);
  return useMemo(() => (view ? pickSelection(view, picked, readFindings(view)) : null), [view, picked]);
}
