import { createContext, useContext } from 'react';
import type { HostClient } from '../host/client';

export const HostContext = createContext<HostClient | null>(null);

export function useHost(): HostClient {
  const host = useContext(HostContext);
  if (!host) throw new Error('useHost is used outside of HostContext');
  return host;
}
