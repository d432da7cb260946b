import type { Flow } from './flow';
import {
  deleteRegistrationStep,
  readRegistrationStep,
  updateRegistrationStep,
} from './steps/manage-registration';
import { OPENING_STEPS } from './steps/opening-steps';
import { registerStep } from './steps/register';

/** Dynamic client registration (RFC 7591), and where wanted its management (RFC 7592), which leaves nothing behind. */
export const registrationFlow: Flow = {
  id: 'registration',
  title: 'Client registration',
  steps: ({ registration }) => [
    ...OPENING_STEPS,
    registerStep,
    ...(registration?.manage ? [readRegistrationStep, updateRegistrationStep, deleteRegistrationStep] : []),
  ],
};
