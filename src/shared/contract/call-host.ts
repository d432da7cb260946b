import { HOST_METHOD_INPUTS, type HostMethod, type HostMethods } from './host-api';
import { fail, type Result } from './result';

function isHostMethod(name: string): name is HostMethod {
  return Object.hasOwn(HOST_METHOD_INPUTS, name);
}

/**
 * The one way into a host for every binding: an unknown method or a value of the wrong shape is
 * refused as a value, and a bug inside a method becomes `internal` without its text leaving the host.
 */
export async function callHost(
  methods: HostMethods,
  name: string,
  input: unknown,
  onBug: (error: unknown) => void = () => {},
): Promise<Result<unknown>> {
  if (!isHostMethod(name)) return fail('unknown-method', `There is no method named "${name.slice(0, 80)}".`);
  const parsed = HOST_METHOD_INPUTS[name].safeParse(input ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issue.message,
    }));
    return fail('invalid-argument', describeProblems(name, problems), { problems });
  }
  const method = methods[name] as (value: unknown) => Promise<Result<unknown>>;
  try {
    return await method(parsed.data);
  } catch (error) {
    onBug(error);
    return fail('internal', 'Something went wrong inside Grantscope. The log has the details.');
  }
}

function describeProblems(name: string, problems: { path: string; message: string }[]): string {
  const first = problems[0];
  if (!first) return `The input of ${name} was refused.`;
  const where = first.path === '' ? 'the input' : first.path;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${name}: ${where}: ${first.message}${more}`;
}
