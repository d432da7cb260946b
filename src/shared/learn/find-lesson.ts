import { FRONT_CHANNEL_LESSONS, STEP_UP_LESSONS } from './front-channel-lessons';
import { FURTHER_LESSONS } from './further-lessons';
import type { Lesson } from './lesson';
import { TOKEN_LESSONS, TOKEN_LESSONS_BY_FLOW } from './token-lessons';

const LESSONS: Record<string, Lesson> = {
  ...FRONT_CHANNEL_LESSONS,
  ...STEP_UP_LESSONS,
  ...TOKEN_LESSONS,
  ...FURTHER_LESSONS,
};

const TOKEN_REQUESTS: Record<string, Lesson> = TOKEN_LESSONS_BY_FLOW;

/** What there is to learn at a step of this name in this flow; null for a name that this version does not know. */
export function findLesson(stepName: string, flow: string): Lesson | null {
  if (stepName === 'token' && Object.hasOwn(TOKEN_REQUESTS, flow)) return TOKEN_REQUESTS[flow] ?? null;
  return Object.hasOwn(LESSONS, stepName) ? (LESSONS[stepName] ?? null) : null;
}
