import type { Flow } from './flow';
import { discoveryStep } from './steps/discovery';
import {
  deleteRegistrationStep,
  readRegistrationStep,
  updateRegistrationStep,
} from './steps/manage-registration';
import { registerStep } from './steps/register';

/** Dynamic client registration (RFC 7591), and where wanted its management (RFC 7592), which leaves nothing behind. */
export const registrationFlow: Flow = {
  id: 'registration',
  title: 'Client registration',
  steps: ({ registration }) => [
    discoveryStep,
    registerStep,
    ...(registration?.manage ? [readRegistrationStep, updateRegistrationStep, deleteRegistrationStep] : []),
  ],
};
