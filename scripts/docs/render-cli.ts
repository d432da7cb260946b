import { buildProgram } from '../../src/main/cli/build-program';
import { describeCommands } from '../../src/main/cli/describe-commands';
import { createProcessIo } from '../../src/main/cli/process-io';

/** docs/cli.md: what scripts may rely on, and each command as its own help has it. */
export function renderCliDocument(): string {
  const program = buildProgram({ io: createProcessIo(), finish: async () => {} });
  return `${INTRODUCTION}\n${describeCommands(program)}`;
}

const INTRODUCTION = `# The command line

Generated from src/main/cli with \`npm run docs\`; do not edit.

\`grantscope\` without a command opens the desktop window. Where Electron or a display is missing it says
so in one sentence and serves the same user interface to a browser. \`GRANTSCOPE_HOME\` moves the data
folder.

The capture window (\`--browser capture\`) is an installed Chromium, Chrome or Edge; \`GRANTSCOPE_CHROMIUM\` names
another one. It needs a display, unless \`GRANTSCOPE_CAPTURE_HEADLESS=1\` runs it unseen, for servers where a
program signs in.

## Exit codes

| code | meaning |
|---|---|
| 0 | the flow succeeded, or nothing failed in what was diagnosed; \`compare\`: nothing of importance differs |
| 1 | the flow failed and was diagnosed; \`compare\`: something of importance differs |
| 2 | usage: an option, a profile, a file or a name is wrong; nothing was run |
| 3 | no HTTP answer came from the provider at all (DNS, refused, TLS, deadline) |
| 4 | no callback came in time |
| 70 | a fault inside Grantscope |
| 130 | cancelled with Ctrl-C (or SIGTERM): a run is recorded as \`cancelled\`, a report is not written |

## Output

- With \`--json\`, stdout is one JSON value and nothing else, on exits 0, 1, 3, 4 and 130; on 2 and 70 it is
  empty. Progress goes to stderr; \`run\` says there, before a browser opens, what the metadata of the
  server has against the profile, one line each. In the JSON these are \`checks\` with verdict \`warn\`.
- A command that ends with 2 or 70 ends stderr with the line \`{"error":{"code","message"}}\`. On a terminal
  and without \`--json\` that line is a plain sentence instead.
- Everything is redacted. The one exception is what a person needs to sign in: \`--browser print\` writes
  \`{"authorizationUrl"}\`, or \`{"verificationUri","verificationUriComplete","userCode"}\` for the flow
  device-code, as one line on stderr, unmasked, and then waits; \`--browser system\` says a user code and
  where to enter it in words there. \`practice\` prints the made-up credentials of its own clients and users.
- A report shows more only where its author asks for it. \`sessions preview\` names each hidden value by its
  placeholder, and the state of the session in which that holds; \`sessions export --preview NAME --reveal PLACEHOLDER\`
  shows it, with exit 2 where the session has gone on since, or where it is a credential and
  \`--yes-reveal-credential\` is missing. \`--hide\` reads texts from a file or standard input, so that none is an
  argument that other users of the machine could see. What is shown is named in the report.
- Escape sequences in what a provider sent are taken out, invisible characters are shown as \`<U+202E>\`.
  Colour is used on a terminal only, and not where \`NO_COLOR\` is set.
- A report that cannot be written is said on stderr. The exit code stays that of the run, and the session
  is kept: \`sessions export\` writes it elsewhere.

## The result

\`run --json\`, \`diagnose --json\` and \`sessions show --json\` print the same shape
(src/shared/report/result-json.ts has its schema). Times are ISO 8601 in UTC, findings come best first.

\`\`\`
{ "session": { "id", "flow", "outcome", "startedAt", "endedAt" } or null,
  "steps": [{ "id", "name", "outcome", "durationMs" }],
  "checks": [{ "id", "stepId", "verdict", "expected", "actual", "reference": { "label", "url" } }],
  "findings": [{ "entryId", "severity", "title", "confidence", "stepId",
                 "evidence": [{ "seq", "statement", "expected", "actual" }],
                 "causes": [], "fixes": [], "reference": { "label", "url" } }] }
\`\`\`

\`session\` is null where \`diagnose\` recognised nothing. What \`diagnose\` reads that is no
session export becomes a session of the flow \`imported\`. Of a HAR, what looks like OAuth is taken, with its
times; any other text has the time of the import.

## The comparison

\`compare --json\` prints

\`\`\`
{ "left": { "id", "name", "flow", "outcome", "startedAt",
            "firstFailure": { "stepId", "seq", "stepTitle", "checkId", "text" } or null },
  "right": the same, "isSameOutcome",
  "differences": [{ "rank", "isImportant", "class", "subject", "name", "left", "right",
                    "places": [{ "row", "left": { "stepId", "seq" }, "right" }] }],
  "steps": [{ "name", "left": { "stepId", "title", "seq", "outcome", "durationMs" }, "right",
              "differenceCount", "noiseCount" }],
  "noise": like differences, with a reason in "noise" }
\`\`\`

\`--output FILE\` writes the comparison as a document instead (HTML, Markdown or JSON), \`--format\` without it to standard
output. In JSON it has \`format\` ("grantscope-comparison"), \`version\`, \`exportedAt\`, \`appVersion\`, \`summary\` and
\`redactions\` beside the members above. Both sessions are redacted as one: equal values have one placeholder.

Differences come with the likeliest cause first: redirect URI, client, client authentication, scope, PKCE, issuer,
endpoints and signing keys before other parameters, what a server answers after what it was asked, headers and times
last. Null means that a side does not have it. \`row\` counts the \`steps\` from 0; it is null for a setting of the
whole run. Only headers and times are not important. Values that differ between any two runs (state, nonce, code,
times, ports that the system chose) are \`noise\`, as long as both sides have them and they come back as they must.

## Profiles

A profile file is JSON. Every problem in it is named at once, an unknown key with the nearest known one. A
certificate in \`tls.ca\` is looked for beside the file. A secret written in plain works, with a warning;
\`{"env": "NAME"}\` is better, and a variable that is not set is a usage error.

\`--set client.id=web\` changes one member for this run. The value is JSON where it parses as JSON, else
text; a number is taken as text where the profile wants text.

## Commands
`;
