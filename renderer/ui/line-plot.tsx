import { type ReactNode, useId, useRef } from 'react';
import { type ChartPoint, isHighestLate, linesOf, lonelyOf, type Placed, placesOf, runsOf, scaleOf, timePlaces } from './line-chart.rules.ts';
import { type Field, fieldOf, Ground, Hatch, Scale, scaleTicks, Times } from './plot-axes.tsx';
import { useWidth } from './use-width.ts';

const HEIGHT = 220;
const TOP = 14;

/** A line across the chart: a limit, or a threshold of one's own. `label` says which, with its figure. */
export interface ChartLevel {
  readonly id: string;
  readonly value: number;
  readonly label: string;
  readonly tone: 'stopped' | 'attention';
}

/** What is usual in one window: a band with its middle. */
export interface ChartBand {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly label: string;
}

export interface PlotProps {
  points: readonly ChartPoint[];
  /** Words a figure of the scale. */
  format(value: number): string;
  levels?: readonly ChartLevel[];
  band?: ChartBand | null | undefined;
  /** A moment to look at. */
  mark?: { readonly at: string; readonly label: string } | undefined;
  /** The point that is read out. */
  cursor: number | undefined;
}

/** The drawing itself; what it says stands beside it in words. */
export function LinePlot(props: PlotProps) {
  const { points, levels = [], band, format, cursor, mark } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const scale = scaleOf(
    points.map(({ value }) => value),
    [...levels.map(({ value }) => value), ...(band ? [band.high] : [])],
  );
  const ticks = scaleTicks(scale, format);
  const field = fieldOf({ width, height: HEIGHT, top: TOP, ticks });
  const places = placesOf(points, scale.top);
  const at = timePlaces(points);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <div ref={box}>
      <svg width={width} height={HEIGHT} aria-hidden>
        <Ground field={field} />
        <Gaps points={points} field={field} />
        {band && <Band field={field} low={band.low / scale.top} median={band.median / scale.top} high={Math.min(1, band.high / scale.top)} />}
        <Scale field={field} ticks={ticks} />
        {first !== undefined && last !== undefined && <Times field={field} from={Date.parse(first.from)} to={Date.parse(last.to)} />}
        <Curve points={points} places={places} field={field} />
        <Levels field={field} isLeft={isHighestLate(points)} levels={levels.map((level) => ({ ...level, y: level.value / scale.top }))} />
        {mark && <Upright field={field} share={clamp(at(mark.at))} className="line-mark" />}
        {cursor !== undefined && <CursorLine place={places[cursor] ?? null} x={middleOf(points[cursor], at)} field={field} />}
      </svg>
    </div>
  );
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}

function middleOf(point: ChartPoint | undefined, at: (instant: string) => number): number {
  return point === undefined ? 0 : (at(point.from) + at(point.to)) / 2;
}

function Gaps({ points, field }: { points: readonly ChartPoint[]; field: Field }) {
  const id = useId();
  const place = timePlaces(points);
  const runs = runsOf(points, ({ value }) => value === null);
  return (
    <>
      <Hatch id={id} />
      {runs.map(([first, last]) => {
        const [from, to] = [field.x(place(points[first]?.from ?? '')), field.x(place(points[last]?.to ?? ''))];
        return <rect key={first} x={from} y={field.y(1)} width={to - from} height={field.y(0) - field.y(1)} fill={`url(#${id})`} />;
      })}
    </>
  );
}

function Band({ field, low, median, high }: { field: Field; low: number; median: number; high: number }) {
  const [top, bottom] = [field.y(high), field.y(low)];
  return (
    <>
      <rect x={field.left} y={top} width={field.width} height={Math.max(2, bottom - top)} className="line-band" />
      <line x1={field.left} x2={field.left + field.width} y1={field.y(median)} y2={field.y(median)} className="line-usual" />
    </>
  );
}

function Curve({ points, places, field }: { points: readonly ChartPoint[]; places: readonly (Placed | null)[]; field: Field }) {
  const { solid, dashed } = linesOf(points);
  const spot = (index: number) => {
    const place = places[index];
    return place ? `${field.x(place.x).toFixed(1)} ${field.y(place.y).toFixed(1)}` : '';
  };
  const path = (pairs: readonly (readonly [number, number])[]) =>
    pairs.map(([a, b], index) => `${pairs[index - 1]?.[1] === a ? '' : `M${spot(a)}`}L${spot(b)}`).join('');
  const dots = new Set([...lonelyOf(points), ...points.flatMap(({ value, complete }, index) => (value !== null && !complete ? [index] : []))]);
  return (
    <>
      {runsOf(points, ({ value }) => value !== null).map((run) => (
        <Area key={run[0]} run={run} places={places} field={field} />
      ))}
      <path d={path(solid)} className="line-curve" />
      <path d={path(dashed)} className="line-curve" data-open />
      {[...dots].map((index) => {
        const place = places[index];
        return (
          place && <circle key={index} cx={field.x(place.x)} cy={field.y(place.y)} r={3} className="line-dot" data-open={points[index]?.complete === false} />
        );
      })}
    </>
  );
}

function Area({ run: [first, last], places, field }: { run: readonly [number, number]; places: readonly (Placed | null)[]; field: Field }) {
  const known = places.slice(first, last + 1).flatMap((place) => place ?? []);
  const [begin, end] = [known[0], known.at(-1)];
  if (begin === undefined || end === undefined || begin === end) return null;
  const top = known.map(({ x, y }) => `L${field.x(x).toFixed(1)} ${field.y(y).toFixed(1)}`).join('');
  return <path d={`M${field.x(begin.x)} ${field.y(0)}${top}L${field.x(end.x)} ${field.y(0)}Z`} className="line-area" />;
}

interface LevelsProps {
  field: Field;
  /** Names stand where the curve is low. */
  isLeft: boolean;
  levels: readonly (ChartLevel & { readonly y: number })[];
}

function Levels({ field, isLeft, levels }: LevelsProps) {
  return levels.map(({ id, label, tone, y }) => {
    // One that would be far above is told of at the edge.
    const isBeyond = y > 1;
    const height = field.y(Math.min(1, y));
    return (
      <g key={id} data-tone={tone}>
        {!isBeyond && <line x1={field.left} x2={field.left + field.width} y1={height} y2={height} className="line-level" />}
        <text
          x={isLeft ? field.left + 4 : field.left + field.width - 2}
          y={isBeyond ? field.top - 3 : height - 4}
          textAnchor={isLeft ? 'start' : 'end'}
          className="line-level-name"
        >
          {isBeyond ? `↑ ${label}` : label}
        </text>
      </g>
    );
  });
}

function CursorLine({ place, x, field }: { place: Placed | null; x: number; field: Field }): ReactNode {
  return (
    <>
      <Upright field={field} share={x} className="line-cursor" />
      {place && <circle cx={field.x(place.x)} cy={field.y(place.y)} r={4.5} className="line-dot" />}
    </>
  );
}

function Upright({ field, share, className }: { field: Field; share: number; className: string }) {
  const x = field.x(share);
  return <line x1={x} x2={x} y1={field.y(1)} y2={field.y(0)} className={className} />;
}
