/**
 * Imports oidc-provider when it is first needed: it is the slowest import of the app. The library
 * warns on the console where the runtime is not a Node LTS release, which Electron never claims to
 * be; that one line is dropped, since a command's output streams are its interface.
 */
export async function loadOidcProvider(): Promise<typeof import('oidc-provider')> {
  const { warn } = console;
  console.warn = (...parts: unknown[]) => {
    if (!String(parts[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...parts);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
