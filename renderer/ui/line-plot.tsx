import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { type ChartPoint, isHighestLate, linesOf, lonelyOf, type Placed, placesOf, runsOf, scaleOf, ticksOf, timePlaces } from './line-chart.rules.ts';

const HEIGHT = 220;
const TOP = 14;
const BOTTOM = 26;
/** Room for a name below the chart. */
const TICK_PX = 60;

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

/** Turns places from 0 to 1 into pixels. */
interface Field {
  readonly left: number;
  readonly width: number;
  x(share: number): number;
  y(share: number): number;
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
  const labels = scale.ticks.map(format);
  const left = 8 + 7 * Math.max(...labels.map(({ length }) => length));
  const field = fieldOf(left, width);
  const places = placesOf(points, scale.top);
  const at = timePlaces(points);
  return (
    <div ref={box}>
      <svg width={width} height={HEIGHT} aria-hidden>
        <rect data-plot x={left} y={TOP} width={field.width} height={HEIGHT - TOP - BOTTOM} className="line-field" />
        <Gaps points={points} field={field} />
        {band && <Band field={field} low={band.low / scale.top} median={band.median / scale.top} high={Math.min(1, band.high / scale.top)} />}
        <Grid field={field} ticks={scale.ticks.map((tick, index) => ({ y: tick / scale.top, label: labels[index] ?? '' }))} />
        <Times points={points} field={field} />
        <Curve points={points} places={places} field={field} />
        <Levels field={field} isLeft={isHighestLate(points)} levels={levels.map((level) => ({ ...level, y: level.value / scale.top }))} />
        {mark && <Upright x={field.x(clamp(at(mark.at)))} className="line-mark" />}
        {cursor !== undefined && <CursorLine place={places[cursor] ?? null} x={middleOf(points[cursor], at)} field={field} />}
      </svg>
    </div>
  );
}

function fieldOf(left: number, width: number): Field {
  const room = Math.max(0, width - left - 4);
  return { left, width: room, x: (share) => left + share * room, y: (share) => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM) };
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}

function middleOf(point: ChartPoint | undefined, at: (instant: string) => number): number {
  return point === undefined ? 0 : (at(point.from) + at(point.to)) / 2;
}

function Grid({ field, ticks }: { field: Field; ticks: readonly { y: number; label: string }[] }) {
  return ticks.map(({ y, label }) => (
    <g key={y}>
      <line x1={field.left} x2={field.left + field.width} y1={field.y(y)} y2={field.y(y)} className={y === 0 ? 'line-base' : 'line-grid'} />
      <text x={field.left - 6} y={field.y(y)} dy="0.32em" textAnchor="end">
        {label}
      </text>
    </g>
  ));
}

function Times({ points, field }: { points: readonly ChartPoint[]; field: Field }) {
  const { time, dayHere } = useFormat();
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || field.width === 0) return null;
  const place = timePlaces(points);
  const ticks = ticksOf({ from: first.from, to: last.to, most: Math.max(2, Math.floor(field.width / TICK_PX)) });
  return ticks.map(({ at, isDay }) => {
    const x = field.x(place(at));
    // A name at the edge would be cut in half.
    if (x < field.left + 14 || x > field.left + field.width - 20) return null;
    return (
      <g key={at}>
        <line x1={x} x2={x} y1={field.y(0)} y2={field.y(0) + 4} className="line-base" />
        <text x={x} y={HEIGHT - 6} textAnchor="middle" data-strong={isDay}>
          {isDay ? dayHere(at) : time(at)}
        </text>
      </g>
    );
  });
}

function Gaps({ points, field }: { points: readonly ChartPoint[]; field: Field }) {
  const id = useId();
  const place = timePlaces(points);
  const runs = runsOf(points, ({ value }) => value === null);
  return (
    <>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1={0} x2={0} y1={0} y2={6} className="line-hatch" />
      </pattern>
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
          y={isBeyond ? TOP - 3 : height - 4}
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
      <Upright x={field.x(x)} className="line-cursor" />
      {place && <circle cx={field.x(place.x)} cy={field.y(place.y)} r={4.5} className="line-dot" />}
    </>
  );
}

function Upright({ x, className }: { x: number; className: string }) {
  return <line x1={x} x2={x} y1={TOP} y2={HEIGHT - BOTTOM} className={className} />;
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
