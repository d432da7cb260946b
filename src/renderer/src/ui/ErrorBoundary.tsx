import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './Button';
import { CopyButton } from './CopyButton';

interface ErrorBoundaryProps {
  /** The region, as in "The inspector". */
  region: string;
  /** A new value clears the error: what could not be drawn is no longer asked for. */
  resetKey?: string;
  /** The text of a report about it that is safe to pass on. */
  describe: (error: unknown, componentStack: string) => string;
  children: ReactNode;
}

/** Null where nothing failed; the report comes a moment later than the failure. */
interface Failure {
  report: string;
}

/** A bug while drawing costs its own region only; the store, and with it the session, stays as it is. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  static getDerivedStateFromError(): { failure: Failure } {
    return { failure: { report: '' } };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    this.setState({ failure: { report: this.props.describe(error, componentStack ?? '') } });
  }

  override componentDidUpdate(previous: ErrorBoundaryProps): void {
    if (this.state.failure !== null && previous.resetKey !== this.props.resetKey) {
      this.setState({ failure: null });
    }
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <div role="alert" className="m-3 rounded border border-fail-strong bg-fail-soft p-3">
        <p className="font-medium">{this.props.region} could not be drawn. The recording is safe.</p>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button onClick={() => this.setState({ failure: null })}>Try again</Button>
          <CopyButton wide text={failure.report} what="the crash report" />
        </div>
        <details className="mt-2">
          <summary>What the report says (secrets are replaced)</summary>
          <pre className="mt-1 max-h-72 overflow-auto font-mono text-xs whitespace-pre-wrap">
            {failure.report}
          </pre>
        </details>
      </div>
    );
  }
}
