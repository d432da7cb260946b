import type { StepView } from '@shared/model/session';
import { HIT_LABELS, PURPOSE_LABELS } from '../labels/labels';
import type { Message } from './inspected';

/** What reaches the listener of a step. */
export function nameHit({ approval }: Pick<StepView, 'approval'>): string {
  return approval ? 'ping' : 'callback';
}

/** What a step sends the browser to. */
export function nameWay({ name }: Pick<StepView, 'name'>): string {
  return name === 'logout' ? 'logout request' : 'authorization request';
}

/** A message in one line, without the values of its parameters. */
export function describeMessage(step: StepView, message: Message): string {
  switch (message.type) {
    case 'exchange': {
      const { purpose, request } = message.exchange;
      return `${PURPOSE_LABELS[purpose]}: ${request.method} ${cutQuery(request.url)}`;
    }
    case 'hit': {
      const { method, url, verdict } = message.hit;
      return `${capitalise(nameHit(step))}, ${HIT_LABELS[verdict]}: ${method} ${cutQuery(url)}`;
    }
    case 'way':
      return `${capitalise(nameWay(step))}: GET ${cutQuery(message.wait.authorizationUrl)}`;
  }
}

function cutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
