import { Component, type ReactNode } from 'react';
import { Button } from './Button';

interface ErrorBoundaryProps {
  /** The region, as in "The inspector". */
  region: string;
  /** A new value clears the error: what could not be drawn is no longer asked for. */
  resetKey?: string;
  children: ReactNode;
}

/** A bug while drawing costs its own region only; the store, and with it the session, stays as it is. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(previous: ErrorBoundaryProps): void {
    if (this.state.message !== null && previous.resetKey !== this.props.resetKey) {
      this.setState({ message: null });
    }
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <div role="alert" className="m-3 rounded border border-fail-strong bg-fail-soft p-3">
        <p className="font-medium">{this.props.region} could not be drawn. The recording is safe.</p>
        <p className="mt-1 font-mono text-xs break-words">{this.state.message}</p>
        <Button className="mt-2" onClick={() => this.setState({ message: null })}>
          Try again
        </Button>
      </div>
    );
  }
}
