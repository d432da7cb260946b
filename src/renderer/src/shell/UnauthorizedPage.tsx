import { Link2Off } from 'lucide-react';
import { Button } from '../ui/Button';
import { useHost } from './host-context';

/** Instead of the app where this page has no right to the host: how to get a new link. */
export function UnauthorizedPage() {
  const host = useHost();
  return (
    <main className="mx-auto flex h-full max-w-lg flex-col justify-center gap-3 p-6">
      <Link2Off aria-hidden="true" className="size-9 text-ink-faint" strokeWidth={1.25} />
      <h1 className="text-xl font-semibold">This link does not work any more</h1>
      <p className="text-ink-soft">
        In a browser, Grantscope opens only through the link it printed when it started. That link works once,
        and only until Grantscope is closed.
      </p>
      <p>
        To get a new one, go to the terminal where Grantscope runs. When it started, it printed a line with{' '}
        <Code>kill -USR2</Code>: run that in another terminal, and a new link appears. Or stop Grantscope with{' '}
        <Code>Ctrl-C</Code> and start it again with <Code>grantscope serve</Code>; recorded sessions are still
        there.
      </p>
      <div>
        <Button onClick={() => host.retry()}>Try again</Button>
      </div>
    </main>
  );
}

function Code({ children }: { children: string }) {
  return <code className="rounded border border-line bg-sunken px-1 font-mono text-xs">{children}</code>;
}
