import type { RequestParts } from '@shared/requests/request-parts';

/** A request while it is edited: rows, or one text that may not be readable yet. */
export type RequestText = { view: 'rows'; parts: RequestParts } | { view: 'raw'; text: string };
