import type { StepView } from '@shared/model/session';
import { memo } from 'react';
import { CallbackRequest, WayRequest } from './CallbackRequest';
import type { Message } from './inspected';
import type { Searched } from './pick-searched';
import { RequestTab } from './RequestTab';
import { ResponseTab } from './ResponseTab';

interface MessageTabProps {
  side: 'request' | 'response';
  step: StepView;
  shown: Message | null;
  /** Null while nobody searches. */
  searched: Searched | null;
}

/**
 * The message that is looked at. While somebody searches the others are there as well, hidden, so that they can be
 * found; keyed by what they are, so that a value revealed in one is not revealed in the next.
 */
export function MessageTab({ side, step, shown, searched }: MessageTabProps) {
  if (!shown) return <p className="p-3 text-ink-faint">This step sends no request of its own.</p>;
  const others = searched?.messages ?? [];
  const drawn = others.some(({ id }) => id === shown.id) ? others : [shown, ...others];
  return drawn.map((message) => (
    <div key={message.id} data-message={message.id} hidden={message.id !== shown.id}>
      <Side side={side} step={step} message={message} />
    </div>
  ));
}

interface SideProps {
  side: 'request' | 'response';
  step: StepView;
  message: Message;
}

const Side = memo(
  function Side({ side, step, message }: SideProps) {
    switch (message.type) {
      case 'exchange': {
        const { exchange } = message;
        const edit = step.edits.find(({ exchangeId }) => exchangeId === exchange.id) ?? null;
        return side === 'request' ? (
          <RequestTab exchange={exchange} edit={edit} />
        ) : (
          <ResponseTab exchange={exchange} />
        );
      }
      case 'hit':
        if (side === 'request') return <CallbackRequest step={step} hit={message.hit} />;
        return (
          <Unrecorded>
            Grantscope answers whoever brings a callback with a page of its own, which is not recorded.
          </Unrecorded>
        );
      case 'way':
        if (side === 'request') return <WayRequest step={step} wait={message.wait} />;
        return <Unrecorded>What a browser outside of Grantscope is answered is not recorded.</Unrecorded>;
    }
  },
  (before, after) =>
    before.side === after.side && before.step === after.step && before.message.id === after.message.id,
);

function Unrecorded({ children }: { children: string }) {
  return <p className="p-3 text-ink-faint">{children}</p>;
}
