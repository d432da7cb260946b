import { FLOW_IDS, type FlowId, type StoredProfile } from '@shared/model/profile';
import { FLOW_LABELS } from '../labels/labels';
import type { ProfileDraft } from './profile-draft';

export interface ProfileRow {
  id: string;
  name: string;
  issuer: string;
  flow: FlowId;
  isPractice: boolean;
  isDirty: boolean;
}

export interface ProfileGroup {
  title: string;
  isPractice: boolean;
  rows: ProfileRow[];
}

/** The user's own profiles, unsaved ones first, then those of the practice provider by flow. */
export function groupProfiles(rows: readonly ProfileRow[]): ProfileGroup[] {
  const own = rows.filter((row) => !row.isPractice);
  const practice = FLOW_IDS.map((flow) => ({
    title: FLOW_LABELS[flow],
    isPractice: true,
    rows: rows.filter((row) => row.isPractice && row.flow === flow),
  }));
  return [{ title: 'Yours', isPractice: false, rows: own }, ...practice].filter(
    (group) => group.rows.length > 0,
  );
}

export function listProfileRows(
  profiles: readonly StoredProfile[],
  drafts: Readonly<Record<string, ProfileDraft>>,
): ProfileRow[] {
  const unsaved = Object.entries(drafts).filter(([id]) => !profiles.some((each) => each.id === id));
  return [
    ...unsaved.map(([id, { name, issuer, flow }]) => ({
      id,
      name,
      issuer,
      flow,
      isPractice: false,
      isDirty: true,
    })),
    ...profiles.map(({ id, source, profile }) => ({
      id,
      name: drafts[id]?.name ?? profile.name,
      issuer: profile.issuer ?? profile.server?.issuer ?? '',
      flow: drafts[id]?.flow ?? profile.flow,
      isPractice: source === 'practice',
      isDirty: drafts[id] !== undefined,
    })),
  ];
}

/** True where every word is found in what the row shows, in any case. */
export function matchesRow(row: ProfileRow, query: string): boolean {
  const text = `${row.name} ${row.issuer} ${FLOW_LABELS[row.flow]}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
