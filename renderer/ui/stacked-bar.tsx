import { useFormat } from '../i18n/format.ts';
import type { Tone } from './tone.tsx';

/** One part of a whole. `pattern` marks what does not count as the tone it would otherwise have. */
export interface BarPart {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly tone: Tone;
  readonly pattern?: boolean;
}

/** Parts of a whole as one bar with its legend in figures. `summary` is the whole in one sentence, for screen readers. */
export function StackedBar({ parts, summary }: { parts: readonly BarPart[]; summary: string }) {
  const { number } = useFormat();
  const shown = parts.filter((part) => part.count > 0);
  return (
    <figure className="stack" data-gap="s">
      <div className="bar" role="img" aria-label={summary}>
        {shown.map((part) => (
          <span key={part.id} data-tone={part.tone} data-pattern={part.pattern || undefined} style={{ flexGrow: part.count, flexBasis: 0 }} />
        ))}
      </div>
      <ul className="legend">
        {shown.map((part) => (
          <li key={part.id}>
            <span className="legend-dot" data-tone={part.tone} data-pattern={part.pattern || undefined} />
            {part.label} <strong>{number(part.count)}</strong>
          </li>
        ))}
      </ul>
    </figure>
  );
}
