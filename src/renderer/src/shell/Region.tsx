import { type ReactNode, useContext } from 'react';
import { StoreContext } from '../store/app-store';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { buildCrashReport } from './crash-report';

interface RegionProps {
  /** As in "The inspector". */
  name: string;
  resetKey?: string;
  children: ReactNode;
}

/** A part of the window that may fail by itself: the rest, and the session, stay. */
export function Region({ name, resetKey = '', children }: RegionProps) {
  const store = useContext(StoreContext);
  const describe = (error: unknown, componentStack: string) =>
    store ? buildCrashReport({ region: name, error, componentStack }, store.getState()) : '';
  return (
    <ErrorBoundary region={name} resetKey={resetKey} describe={describe}>
      {children}
    </ErrorBoundary>
  );
}
