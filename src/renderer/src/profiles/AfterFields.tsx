import type { FollowUp } from '@shared/model/grant-options';
import { clsx } from 'clsx';
import { useId } from 'react';
import { FOLLOW_UP_LABELS } from '../labels/labels';
import { FieldMessages } from '../ui/Field';
import { FormSection } from './FormSection';
import type { FieldPath } from './field-paths';
import { CheckField, ChoiceField, nameChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';
import type { ProfileDraft } from './profile-draft';
import { FOLLOW_UPS } from './schema-choices';

const PATHS: readonly FieldPath[] = [
  'resource',
  'resource.method',
  'followUps',
  'stepUp',
  'postLogoutRedirectUri',
];

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** What happens with the tokens once there are some. */
export function AfterFields() {
  const { draft, change, shows } = useProfileForm();
  return (
    <FormSection
      title="With the tokens"
      paths={PATHS}
      summary={summarize(draft)}
      isOpenAtFirst={draft.resourceUrl !== '' || draft.followUps.length > 0 || draft.stepUp}
    >
      <TextField
        label="Resource URL"
        path="resource"
        code
        value={draft.resourceUrl}
        onType={(resourceUrl) => change({ resourceUrl })}
        placeholder="https://api.example.com/me"
        hint="Called with the access token. Leave it empty to call nothing."
      />
      <ChoiceField
        label="Resource method"
        path="resource.method"
        value={draft.resourceMethod}
        choices={nameChoices(METHODS, draft.resourceMethod)}
        onPick={(resourceMethod) => change({ resourceMethod })}
      />
      {shows('stepUp') && (
        <Wide>
          <CheckField
            label="Sign in again where the resource asks for more (step-up)"
            path="stepUp"
            checked={draft.stepUp}
            onToggle={(stepUp) => change({ stepUp })}
            hint="Follows a challenge that names acr_values or max_age (RFC 9470)."
          />
        </Wide>
      )}
      <Wide>
        <FollowUpPicker />
      </Wide>
      {shows('postLogoutRedirectUri') && (
        <Wide>
          <TextField
            label="Post-logout redirect URI"
            path="postLogoutRedirectUri"
            code
            value={draft.postLogoutRedirectUri}
            onType={(postLogoutRedirectUri) => change({ postLogoutRedirectUri })}
            placeholder="http://127.0.0.1:0/callback"
            hint="Where a logout returns to; register it at the provider."
          />
        </Wide>
      )}
    </FormSection>
  );
}

/** Switches that keep the order in which they were pressed, since the steps run in it. */
function FollowUpPicker() {
  const { draft, change, messages, isReadOnly } = useProfileForm();
  const { followUps } = draft;
  const labelId = useId();
  const toggle = (followUp: FollowUp) =>
    change({
      followUps: followUps.includes(followUp)
        ? followUps.filter((each) => each !== followUp)
        : [...followUps, followUp],
    });
  const problems = messages('followUps');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would carry its border and legend
    <div role="group" aria-labelledby={labelId}>
      <span id={labelId} className="mb-1 block font-medium text-ink-soft">
        Afterwards, in this order
      </span>
      <div className="flex flex-wrap gap-1.5">
        {FOLLOW_UPS.map((followUp) => {
          const at = followUps.indexOf(followUp);
          return (
            <button
              key={followUp}
              type="button"
              disabled={isReadOnly}
              title={FOLLOW_UP_LABELS[followUp].hint}
              aria-pressed={at >= 0}
              onClick={() => toggle(followUp)}
              className={clsx(
                'inline-flex h-6 items-center gap-1 rounded border px-2 text-xs focus-visible:outline-offset-2',
                at >= 0 ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong text-ink-soft',
              )}
            >
              {at >= 0 && <span className="font-mono">{at + 1}.</span>}
              {FOLLOW_UP_LABELS[followUp].label}
            </button>
          );
        })}
      </div>
      {problems.length > 0 && <FieldMessages messages={problems} />}
    </div>
  );
}

function summarize({ resourceUrl, resourceMethod, followUps, stepUp }: ProfileDraft): string {
  const parts = [
    ...(resourceUrl === '' ? [] : [`${resourceMethod} ${resourceUrl.replace(/^https?:\/\//, '')}`]),
    ...(stepUp ? ['step-up'] : []),
    ...followUps.map((each) => FOLLOW_UP_LABELS[each].label),
  ];
  return parts.join(', ') || 'nothing more';
}
