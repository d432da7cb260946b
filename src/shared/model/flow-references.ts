import type { Reference } from './check';
import type { FlowId } from './profile';
import { openIdCore, rfc } from './reference';

/** Where each flow is specified. */
export const FLOW_REFERENCES: Record<FlowId, Reference> = {
  'authorization-code': rfc(6749, '4.1'),
  hybrid: openIdCore('3.3', 'HybridFlowAuth'),
  implicit: openIdCore('3.2', 'ImplicitFlowAuth'),
  'client-credentials': rfc(6749, '4.4'),
  'refresh-token': rfc(6749, '6'),
  'device-code': rfc(8628, '3'),
  ciba: {
    label: 'OpenID Connect CIBA Core 1.0',
    url: 'https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html',
  },
  'token-exchange': rfc(8693, '2'),
  'jwt-bearer': rfc(7523, '2.1'),
  password: rfc(6749, '4.3'),
  registration: rfc(7591, '3'),
};
