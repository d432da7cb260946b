import type { ExchangePurpose } from '@shared/model/exchange';
import type { ParameterPlace } from '@shared/parameters/parameter';

/** Where the member names of a JSON answer stand; null for an API, whose words are its own. */
export function placeOfAnswer(purpose: ExchangePurpose, isError: boolean): ParameterPlace | undefined {
  if (isError) return 'answer';
  switch (purpose) {
    case 'discovery':
      return 'metadata';
    case 'jwks':
      return 'key';
    case 'registration':
      return 'registration';
    case 'userinfo':
    case 'introspection':
      return 'claim';
    case 'resource':
    case 'other':
      return undefined;
    default:
      return 'answer';
  }
}
