import type { Finding } from '@shared/model/finding';
import { useApp } from '../store/app-store';
import { readFindings } from './read-findings';

/** The findings of the open session. */
export function useFindings(): Finding[] {
  return useApp((state) => readFindings(state.open?.view));
}
