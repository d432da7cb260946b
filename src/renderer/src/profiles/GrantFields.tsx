import { TextArea } from '../ui/controls';
import { Field } from '../ui/Field';
import { NEW_GRANTS } from './draft-to-profile';
import { FormSection } from './FormSection';
import { CheckField, ChoiceField, nameChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';
import { readPair, setPair } from './parameter-pairs';
import { SecretField } from './SecretField';
import { TOKEN_TYPES } from './schema-choices';

/** What the chosen flow asks for beside client and request; nothing for the flows that need no more. */
export function GrantFields() {
  const { draft } = useProfileForm();
  switch (draft.flow) {
    case 'refresh-token':
      return <RefreshTokenFields />;
    case 'token-exchange':
      return <TokenExchangeFields />;
    case 'jwt-bearer':
      return <JwtBearerFields />;
    case 'password':
      return <PasswordFields />;
    case 'ciba':
      return <CibaFields />;
    case 'registration':
      return <RegistrationFields />;
    default:
      return null;
  }
}

function RefreshTokenFields() {
  return (
    <FormSection title="Refresh token" paths={['refreshToken']}>
      <Wide>
        <SecretField
          label="Refresh token"
          member="refreshToken"
          path="refreshToken"
          none="From a sign-in"
          hint="The flow signs in first and redeems what it got."
        />
      </Wide>
    </FormSection>
  );
}

function TokenExchangeFields() {
  const { draft, change } = useProfileForm();
  const types = draft.tokenExchange ?? NEW_GRANTS.tokenExchange;
  const pick = (part: Partial<typeof types>) => change({ tokenExchange: { ...types, ...part } });
  return (
    <FormSection
      title="Token exchange"
      paths={[
        'tokenExchange.subjectToken',
        'tokenExchange.subjectTokenType',
        'tokenExchange.actorToken',
        'tokenExchange.actorTokenType',
        'tokenExchange.requestedTokenType',
      ]}
    >
      <Wide>
        <SecretField
          label="Subject token"
          member="tokenExchange.subjectToken"
          path="tokenExchange.subjectToken"
          none="From a sign-in"
          hint="The flow signs in first and exchanges the access token it got."
        />
      </Wide>
      <ChoiceField
        label="Type of the subject token"
        path="tokenExchange.subjectTokenType"
        value={types.subjectTokenType}
        choices={nameTypes(types.subjectTokenType)}
        onPick={(subjectTokenType) => pick({ subjectTokenType })}
      />
      <ChoiceField
        label="Requested token type"
        path="tokenExchange.requestedTokenType"
        value={types.requestedTokenType}
        choices={[{ value: '', label: 'What the server likes' }, ...nameTypes(types.requestedTokenType)]}
        onPick={(requestedTokenType) => pick({ requestedTokenType })}
      />
      <Wide>
        <SecretField
          label="Actor token"
          member="tokenExchange.actorToken"
          path="tokenExchange.actorToken"
          none="None"
          hint="For delegation: who acts for the subject (RFC 8693 section 1.1)."
        />
      </Wide>
      {draft.secrets['tokenExchange.actorToken'].source !== 'none' && (
        <ChoiceField
          label="Type of the actor token"
          path="tokenExchange.actorTokenType"
          value={types.actorTokenType}
          choices={nameTypes(types.actorTokenType)}
          onPick={(actorTokenType) => pick({ actorTokenType })}
        />
      )}
    </FormSection>
  );
}

/** The last part of the URN is what people call a token type. */
function nameTypes(current: string) {
  return nameChoices(TOKEN_TYPES, current).map(({ value }) => ({
    value,
    label: TOKEN_TYPES.includes(value) ? value.slice(value.lastIndexOf(':') + 1) : value,
  }));
}

function JwtBearerFields() {
  const { draft, change, shows } = useProfileForm();
  const jwtBearer = draft.jwtBearer ?? NEW_GRANTS.jwtBearer;
  const type = (part: Partial<typeof jwtBearer>) => change({ jwtBearer: { ...jwtBearer, ...part } });
  return (
    <FormSection
      title="Assertion"
      paths={['jwtBearer.assertion', 'jwtBearer.subject', 'jwtBearer.audience', 'jwtBearer.lifetimeSeconds']}
    >
      <Wide>
        <SecretField
          label="Assertion"
          member="jwtBearer.assertion"
          path="jwtBearer.assertion"
          none="Signed here"
          hint="One is made for each run and signed with the private key of the client."
        />
      </Wide>
      {shows('jwtBearer.subject') && (
        <>
          <TextField
            label="Subject (sub)"
            path="jwtBearer.subject"
            code
            value={jwtBearer.subject}
            onType={(subject) => type({ subject })}
            placeholder="the client ID"
          />
          <TextField
            label="Audience (aud)"
            path="jwtBearer.audience"
            code
            value={jwtBearer.audience}
            onType={(audience) => type({ audience })}
            placeholder="the issuer"
          />
          <TextField
            label="Lifetime in seconds"
            path="jwtBearer.lifetimeSeconds"
            code
            value={jwtBearer.lifetimeSeconds}
            onType={(lifetimeSeconds) => type({ lifetimeSeconds })}
          />
        </>
      )}
    </FormSection>
  );
}

function PasswordFields() {
  const { draft, change } = useProfileForm();
  return (
    <FormSection title="Resource owner" paths={['password.username', 'password.password']}>
      <TextField
        label="User name"
        path="password.username"
        value={draft.username}
        onType={(username) => change({ username })}
      />
      <Wide>
        <SecretField label="Password" member="password.password" path="password.password" />
      </Wide>
    </FormSection>
  );
}

const DELIVERIES = [
  { value: 'poll', label: 'Poll: the client asks again and again' },
  { value: 'ping', label: 'Ping: the server calls back' },
] as const;

function CibaFields() {
  const { draft, change, shows } = useProfileForm();
  const ciba = draft.ciba ?? NEW_GRANTS.ciba;
  const { authorizeParameters } = draft;
  return (
    <FormSection
      title="Backchannel authentication"
      paths={['ciba.delivery', 'ciba.notificationUri', 'parameters.authorize.login_hint']}
    >
      <TextField
        label="Login hint"
        path="parameters.authorize.login_hint"
        value={readPair(authorizeParameters, 'login_hint')}
        onType={(hint) => change({ authorizeParameters: setPair(authorizeParameters, 'login_hint', hint) })}
        placeholder="alice"
        hint="Whom to ask. login_hint_token and id_token_hint go into the extra parameters."
      />
      <ChoiceField
        label="Delivery"
        path="ciba.delivery"
        value={ciba.delivery}
        choices={DELIVERIES}
        onPick={(delivery) => change({ ciba: { ...ciba, delivery } })}
      />
      {shows('ciba.notificationUri') && (
        <TextField
          label="Notification address"
          path="ciba.notificationUri"
          code
          value={ciba.notificationUri}
          onType={(notificationUri) => change({ ciba: { ...ciba, notificationUri } })}
          hint="Where the ping is listened for, on loopback; port 0 means any free one."
        />
      )}
    </FormSection>
  );
}

function RegistrationFields() {
  const { draft, change, messages, touch, isReadOnly } = useProfileForm();
  const registration = draft.registration ?? NEW_GRANTS.registration;
  return (
    <FormSection
      title="Registration"
      paths={['registration', 'registration.initialAccessToken', 'registration.manage']}
    >
      <Wide>
        <Field
          label="Client metadata"
          messages={messages('registration')}
          hint="JSON as RFC 7591 section 2 has it: redirect_uris, grant_types, token_endpoint_auth_method, jwks."
        >
          {(control) => (
            <TextArea
              {...control}
              rows={6}
              readOnly={isReadOnly}
              value={registration.metadata}
              placeholder={'{\n  "redirect_uris": ["http://127.0.0.1/callback"]\n}'}
              onChange={({ target }) => change({ registration: { ...registration, metadata: target.value } })}
              onBlur={() => touch('registration')}
            />
          )}
        </Field>
      </Wide>
      <Wide>
        <SecretField
          label="Initial access token"
          member="registration.initialAccessToken"
          path="registration.initialAccessToken"
          none="None"
          hint="For a provider that does not register just anybody (RFC 7591 section 3)."
        />
      </Wide>
      <Wide>
        <CheckField
          label="Read, update and delete it again"
          path="registration.manage"
          checked={registration.manage}
          onToggle={(manage) => change({ registration: { ...registration, manage } })}
          hint="RFC 7592. Without it, the registration stays at the provider."
        />
      </Wide>
    </FormSection>
  );
}
