import type { TraceEvent } from '@shared/model/trace-event';
import { traceEventSchema } from '@shared/report/trace-event-schema';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { buildPlantedSession, createRandom } from '../../../support/planted-session';

describe('the schema of trace events', () => {
  it('describes the recording format, no more and no less, and drops nothing of an event', () => {
    // These two are the compiler's to check.
    expectTypeOf<z.infer<typeof traceEventSchema>>().toExtend<TraceEvent>();
    expectTypeOf<TraceEvent>().toExtend<z.infer<typeof traceEventSchema>>();
    for (const event of buildPlantedSession(createRandom(1)).events) {
      expect(traceEventSchema.parse(event)).toEqual(event);
    }
  });
});
