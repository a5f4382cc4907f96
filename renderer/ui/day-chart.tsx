import { useFormat } from '../i18n/format.ts';
import type { Tone } from './tone.tsx';

/** A day: how many in all, and the parts that stand out, drawn from the bottom. */
export interface DayColumn {
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly total: number;
  readonly parts: readonly { readonly id: string; readonly tone: Tone; readonly count: number }[];
  /** Something apart from the figures happened: a mark above the column. */
  readonly isMarked: boolean;
  /** All of it in words. */
  readonly title: string;
}

const WIDTH = 10;
const HEIGHT = 100;
/** A single one among thousands is still seen. */
const LEAST = 2.5;

/** Figures of successive days as columns. `summary` is the whole in one sentence, for screen readers; the exact figures belong in a table beside it. */
export function DayChart({ columns, summary }: { columns: readonly DayColumn[]; summary: string }) {
  const { number, shortDate } = useFormat();
  const scale = Math.max(1, ...columns.map(({ total, parts }) => Math.max(total, sumOf(parts))));
  const ticks = ticksOf(columns);
  return (
    <div className="day-chart">
      <span className="day-scale" aria-hidden>
        <span>{number(scale)}</span>
        <span>0</span>
      </span>
      <svg viewBox={`0 0 ${columns.length * WIDTH} ${HEIGHT + 8}`} preserveAspectRatio="none" role="img" aria-label={summary}>
        {columns.map((column, index) => (
          <Column key={column.on} column={column} x={index * WIDTH} scale={scale} />
        ))}
      </svg>
      <span className="day-ticks" aria-hidden>
        {ticks.map(({ on }) => (
          <span key={on}>{shortDate(on)}</span>
        ))}
      </span>
    </div>
  );
}

function Column({ column: { total, parts, isMarked, title }, x, scale }: { column: DayColumn; x: number; scale: number }) {
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (HEIGHT * count) / scale));
  const shown = parts.filter(({ count }) => count > 0);
  const tops = shown.map((_, index) => shown.slice(0, index + 1).reduce((sum, { count }) => sum + heightOf(count), 0));
  const left = { x: x + WIDTH * 0.14, width: WIDTH * 0.72 };
  return (
    <g>
      <title>{title}</title>
      <rect x={x} y={0} width={WIDTH} height={HEIGHT + 8} className="day-touch" />
      <rect {...left} y={HEIGHT + 8 - heightOf(total)} height={heightOf(total)} className="day-total" />
      {shown.map(({ id, tone, count }, index) => (
        <rect key={id} {...left} y={HEIGHT + 8 - (tops[index] ?? 0)} height={heightOf(count)} data-tone={tone} />
      ))}
      {isMarked && <rect {...left} y={HEIGHT + 4 - Math.max(heightOf(total), tops.at(-1) ?? 0)} height={3} className="day-mark" />}
    </g>
  );
}

function sumOf(parts: DayColumn['parts']): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

/** First, middle and last day. */
function ticksOf(columns: readonly DayColumn[]): DayColumn[] {
  const last = columns.length - 1;
  const wanted = new Set([0, Math.round(last / 2), last]);
  return columns.filter((_, index) => wanted.has(index));
}
