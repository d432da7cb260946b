import { profileSchema } from '@shared/model/profile';
import { z } from 'zod';

interface SchemaNode {
  description?: string;
  default?: unknown;
  enum?: unknown[];
  type?: string | string[];
  anyOf?: SchemaNode[];
  properties?: Record<string, SchemaNode>;
  required?: string[];
}

/** The JSON Schema of a profile file, for editors. */
export function renderProfileSchema(): string {
  const schema = z.toJSONSchema(profileSchema, { io: 'input' });
  return `${JSON.stringify({ ...schema, title: 'Grantscope profile' }, null, 2)}\n`;
}

/** docs/profile.md: every member, read from the schema. */
export function renderProfileDocument(): string {
  const root = z.toJSONSchema(profileSchema, { io: 'input' }) as SchemaNode;
  const rows = listMembers(root, '').map(({ path, node, isRequired }) => {
    const cells = [showCode(path), describeType(node), describeDefault(node, isRequired), node.description];
    return `| ${cells.join(' | ')} |`;
  });
  return `${INTRODUCTION}\n| member | value | default | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

const INTRODUCTION = `# Profile

A profile says which provider, client and flow to run. The app keeps its own; the command line also takes
a JSON file. Its schema is resources/profile.schema.json. This page is generated from it.

~~~json
{
  "name": "Acme staging",
  "issuer": "https://id.acme.example",
  "client": { "id": "web", "auth": "client_secret_basic", "secret": { "env": "ACME_SECRET" } },
  "scope": "openid profile email",
  "resource": { "url": "https://api.acme.example/me" }
}
~~~

A secret is a reference. The app never writes one into a file; in plain it works, with a warning. An
environment variable that is not set, and a member that does not exist, are errors that say so.
Plain http is accepted on loopback, elsewhere only with allowInsecure.

refresh-token and token-exchange sign in first where the profile gives no token. scope is then that of the
sign-in, and parameters.token goes with the request that the flow is about. The flow registration has no client
yet, so it alone may leave client out. followUps run once the flow has its tokens; a failing one ends the run.
`;

interface Member {
  path: string;
  node: SchemaNode;
  isRequired: boolean;
}

/** Members in the order of the schema, nested ones after their parent with a dotted path. */
function listMembers(node: SchemaNode, prefix: string): Member[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, member]) => {
    const path = prefix + name;
    // The members of metadata given by hand are RFC 8414's, not ours to list.
    const options = path === 'server' ? [] : optionsOf(member);
    const nested = options.flatMap((option) => listMembers(option, `${path}.`));
    const own = { path, node: member, isRequired: node.required?.includes(name) ?? false };
    const isPlainGroup = nested.length > 0 && member.description === undefined;
    // How a secret is written is said in its description.
    return isPlainGroup ? nested : path === 'client.secret' ? [own] : [own, ...nested];
  });
}

function optionsOf(node: SchemaNode): SchemaNode[] {
  return node.anyOf ?? [node];
}

function describeType(node: SchemaNode): string {
  if (node.enum) return node.enum.map((value) => showCode(String(value))).join(' ');
  const types = optionsOf(node).flatMap((option) => option.type ?? 'any');
  return [...new Set(types)].join(' or ');
}

function describeDefault(node: SchemaNode, isRequired: boolean): string {
  if (isRequired) return 'required';
  return node.default === undefined ? '' : showCode(JSON.stringify(node.default));
}

function showCode(text: string): string {
  return `\`${text}\``;
}
