import type { TraceEvent } from '@shared/model/trace-event';
import { plantCallback } from './planted/plant-callback';
import { plantEncodings } from './planted/plant-encodings';
import { plantHeaders } from './planted/plant-headers';
import { plantPages } from './planted/plant-pages';
import { plantPauses } from './planted/plant-pauses';
import { plantShapes } from './planted/plant-shapes';
import { plantSignIn } from './planted/plant-sign-in';
import { plantStart } from './planted/plant-start';
import { plantTokenRequest } from './planted/plant-token-request';
import { plantTokens } from './planted/plant-tokens';
import { plantUserInfo } from './planted/plant-user-info';
import type { PlantStyle } from './planted/plant-value';
import { createPlanter, type Plant } from './planted/planter';

export { createRandom, type PlantStyle } from './planted/plant-value';
export type { Plant } from './planted/planter';

export interface PlantedSession {
  events: TraceEvent[];
  plants: Plant[];
}

/**
 * A failed run with a different random value in every place that can hold a secret. `random` answers
 * numbers from 0 up to 1; one seed gives one session.
 */
export function buildPlantedSession(random: () => number, style: PlantStyle = 'token'): PlantedSession {
  const planter = createPlanter(random, style);
  const code = planter.token('code in the callback');
  plantStart(planter);
  plantSignIn(planter, code);
  plantPauses(planter);
  plantCallback(planter, code);
  const values = plantTokenRequest(planter, code);
  plantUserInfo(planter, { code, ...values });
  planter.step('other-traffic', () => {
    plantEncodings(planter);
    plantPages(planter);
    plantHeaders(planter);
    plantTokens(planter);
    plantShapes(planter);
  });
  planter.record({ type: 'session-ended', outcome: 'failed' });
  return { events: planter.events, plants: planter.plants };
}
