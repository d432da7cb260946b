import { splitInvisible } from '@shared/text/invisible';

/** Text that came from outside: isolated from its surroundings, with nothing invisible left in it. */
export function PlainText({ text }: { text: string }) {
  const runs = splitInvisible(text);
  let offset = 0;
  return (
    <bdi>
      {runs.map((run) => {
        const key = offset;
        offset += run.text.length;
        if (!run.codePoint) return <span key={key}>{run.text}</span>;
        return (
          <span
            key={key}
            className="mx-px rounded-sm bg-warn-soft px-0.5 font-mono text-2xs text-warn"
            title="A character that cannot be seen"
          >
            {run.codePoint}
          </span>
        );
      })}
    </bdi>
  );
}
