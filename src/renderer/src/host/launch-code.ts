/**
 * Takes the one-use code out of the fragment (`#code=...`) and out of the address bar and history, where
 * it would outlive its use. The fragment never reaches a server or a Referer header.
 */
export function takeLaunchCode(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | null {
  const code = new URLSearchParams(location.hash.replace(/^#/, '')).get('code');
  if (code === null) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return code === '' ? null : code;
}
