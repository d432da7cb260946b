import { findLesson } from '@shared/learn/find-lesson';
import type { StepView } from '@shared/model/session';
import type { ReactNode } from 'react';
import { useApp } from '../store/app-store';
import { ExternalLink } from '../ui/ExternalLink';

/** In learn mode, what this step is for; nothing at all otherwise. */
export function StepLesson({ step }: { step: StepView }) {
  const isLearning = useApp((state) => state.preferences.isLearning);
  const flow = useApp((state) => state.open?.view.flow ?? '');
  const lesson = isLearning ? findLesson(step.name, flow) : null;
  if (!lesson) return null;
  return (
    <dl
      aria-label={`About this step: ${step.title}`}
      className="my-1 mr-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded border-l-3 border-l-accent bg-sunken px-2.5 py-1.5 text-xs @max-md:grid-cols-1"
    >
      <Line term="What for">{lesson.purpose}</Line>
      <Line term="What is sent">{lesson.sent}</Line>
      <Line term="Can go wrong">{lesson.risk}</Line>
      <Line term="Read">
        <ExternalLink href={lesson.reference.url}>{lesson.reference.label}</ExternalLink>
      </Line>
    </dl>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="font-medium text-ink-soft">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
