import { useId } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { scaleOf } from '../../ui/line-chart.rules.ts';
import { type Field, fieldOf, Ground, Hatch, Scale, scaleTicks, Times } from '../../ui/plot-axes.tsx';
import { columnsOf, flagLines, type Part, type Stretch, stepOf, windowBefore } from './timeline.rules.ts';
import type { Mark, Timeline } from './use-timeline.ts';

const FLAG = 18;
const LINES = 2;
const TOP = 6 + LINES * FLAG;
const HEIGHT = 250;
/** A column and the way to the next one. */
const COLUMN_PX = 5;
const HOUR = 3_600_000;

interface PlotProps {
  timeline: Timeline;
  at: number;
  windowMinutes: number;
  width: number;
  onPoint(column: Part | undefined): void;
}

/** The drawing itself; what it says stands beside it in words. */
export function TimelinePlot({ timeline, at, windowMinutes, width, onPoint }: PlotProps) {
  const { number } = useFormat();
  const { parts, span, from, marks } = timeline;
  const step = stepOf(span, Math.max(1, width / COLUMN_PX), from === 'panel' ? HOUR : undefined);
  const columns = columnsOf(parts, span, { step, isSilenceNothing: from === 'logs' });
  const scale = scaleOf(
    columns.map(({ recipients, failed, deferred }) => Math.max(recipients ?? 0, (failed ?? 0) + (deferred ?? 0))),
    [],
  );
  const ticks = scaleTicks(scale, number);
  const field = fieldOf({ width, height: HEIGHT, top: TOP, ticks });
  const place = (moment: number) => field.x((Math.max(span.from, Math.min(span.to, moment)) - span.from) / (span.to - span.from));
  if (width === 0) return <svg width={0} height={HEIGHT} aria-hidden />;
  return (
    <svg width={width} height={HEIGHT} aria-hidden>
      <Ground field={field} />
      <Window field={field} place={place} window={windowBefore(at, windowMinutes)} />
      <Scale field={field} ticks={ticks} />
      <Times field={field} {...span} />
      <Columns columns={columns} field={field} place={place} top={scale.top} onPoint={onPoint} />
      <Flags marks={marks} field={field} place={place} />
      <Moment field={field} x={place(at)} />
    </svg>
  );
}

/** Turns epoch milliseconds into pixels; what lies outside stands at the edge. */
type Place = (moment: number) => number;

function Window({ field, place, window: { from, to } }: { field: Field; place: Place; window: Stretch }) {
  const [start, end] = [place(from), place(to)];
  return <rect x={start} y={field.top} width={Math.max(1, end - start)} height={field.height} className="timeline-window" />;
}

interface ColumnsProps {
  columns: readonly Part[];
  field: Field;
  place: Place;
  top: number;
  onPoint(column: Part | undefined): void;
}

function Columns({ columns, field, place, top, onPoint }: ColumnsProps) {
  const hatch = useId();
  return (
    <>
      <Hatch id={hatch} />
      {columns.map((column) => {
        const x = place(column.from);
        const whole = { x, y: field.top, width: place(column.to) - x, height: field.height };
        return (
          <g key={column.from} onPointerEnter={() => onPoint(column)}>
            <rect {...whole} className="timeline-touch" />
            {column.recipients === null ? <rect {...whole} fill={`url(#${hatch})`} /> : <Bars column={column} field={field} of={whole} top={top} />}
          </g>
        );
      })}
    </>
  );
}

/** Never invisible, however few of them there are. */
const LEAST = 1.5;

function Bars({ column, field, of, top }: { column: Part; field: Field; of: { x: number; width: number }; top: number }) {
  const at = { x: of.x + of.width * 0.1, width: Math.max(0.5, of.width * 0.8) };
  const heightOf = (count: number | null) => (count === null || count === 0 ? 0 : Math.max(LEAST, field.y(0) - field.y(count / top)));
  const [sent, failed, deferred] = [heightOf(column.recipients), heightOf(column.failed), heightOf(column.deferred)];
  const base = field.y(0);
  return (
    <>
      {sent > 0 && <rect {...at} y={base - sent} height={sent} className="timeline-sent" />}
      {failed > 0 && <rect {...at} y={base - failed} height={failed} className="timeline-failed" />}
      {deferred > 0 && <rect {...at} y={base - failed - deferred} height={deferred} className="timeline-deferred" />}
    </>
  );
}

/** Numbers of the marks: the list below says what each is. */
function Flags({ marks, field, place }: { marks: readonly Mark[]; field: Field; place: Place }) {
  const places = marks.map(({ line }) => place(Date.parse(line.at)));
  const lines = flagLines(places, { width: FLAG + 2, lines: LINES });
  return marks.map(({ kind, account, line }, index) => {
    const [x, row] = [places[index] ?? 0, lines[index]];
    return (
      <g key={`${kind} ${account} ${line.at}`} data-kind={kind} className="timeline-flag">
        <line x1={x} x2={x} y1={row === undefined ? field.top - 4 : 4 + (row + 1) * FLAG - 2} y2={row === undefined ? field.top : field.y(0)} />
        {row !== undefined && (
          <>
            <rect x={x - FLAG / 2} y={4 + row * FLAG} width={FLAG} height={FLAG - 2} rx={4} />
            <text x={x} y={4 + row * FLAG + (FLAG - 2) / 2} dy="0.34em" textAnchor="middle">
              {index + 1}
            </text>
          </>
        )}
      </g>
    );
  });
}

function Moment({ field, x }: { field: Field; x: number }) {
  const base = field.y(0);
  return (
    <g className="timeline-moment">
      <line x1={x} x2={x} y1={field.top - 2} y2={base} />
      <path d={`M${x - 6} ${base + 9}L${x + 6} ${base + 9}L${x} ${base}Z`} />
    </g>
  );
}
