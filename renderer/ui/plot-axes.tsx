import { useFormat } from '../i18n/format.ts';
import { useZone } from '../i18n/zone.ts';
import { ticksOf } from './line-chart.rules.ts';

/** Room below a field for the names of times. */
const BELOW = 26;
const RIGHT = 10;
/** Room for one name of a time, and how near to the edges it would be cut in half. */
const TICK_PX = 64;
const EDGE = { left: 14, right: 20 } as const;

/** Where a chart is drawn, in pixels; `x` and `y` turn shares of it, from 0 to 1 and upwards, into places. */
export interface Field {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  x(share: number): number;
  y(share: number): number;
}

/** A figure on the scale, and how high it stands (0…1). */
export interface ScaleTick {
  readonly share: number;
  readonly label: string;
}

/** The field that is left in a drawing beside the figures of its scale and above the names of times. */
export function fieldOf({ width, height, top, ticks }: { width: number; height: number; top: number; ticks: readonly ScaleTick[] }): Field {
  const left = 8 + 7 * Math.max(...ticks.map(({ label }) => label.length));
  const room = { width: Math.max(0, width - left - RIGHT), height: height - top - BELOW };
  return { left, top, ...room, x: (share) => left + share * room.width, y: (share) => top + (1 - share) * room.height };
}

/** The figures of a scale that goes up to `top`. */
export function scaleTicks({ ticks, top }: { readonly ticks: readonly number[]; readonly top: number }, format: (value: number) => string): ScaleTick[] {
  return ticks.map((tick) => ({ share: tick / top, label: format(tick) }));
}

/** The surface of the field: places of a pointer are told by it. */
export function Ground({ field: { left, top, width, height } }: { field: Field }) {
  return <rect data-plot x={left} y={top} width={width} height={height} className="plot-ground" />;
}

/** Lines across the field with the figures of the scale. */
export function Scale({ field, ticks }: { field: Field; ticks: readonly ScaleTick[] }) {
  return ticks.map(({ share, label }) => (
    <g key={share}>
      <line x1={field.left} x2={field.left + field.width} y1={field.y(share)} y2={field.y(share)} className={share === 0 ? 'plot-base' : 'plot-grid'} />
      <text x={field.left - 6} y={field.y(share)} dy="0.32em" textAnchor="end">
        {label}
      </text>
    </g>
  ));
}

/** Names of times below the field, which spans `from` to `to` (epoch milliseconds). */
export function Times({ field, from, to }: { field: Field; from: number; to: number }) {
  const { time, dayOf } = useFormat();
  const ticks = ticksOf({ from, to, most: Math.max(2, Math.floor(field.width / TICK_PX)), zone: useZone() });
  const base = field.y(0);
  return ticks.map(({ at, isDay }) => {
    const x = field.x((at - from) / (to - from));
    if (x < field.left + EDGE.left || x > field.left + field.width - EDGE.right) return null;
    const iso = new Date(at).toISOString();
    return (
      <g key={at}>
        <line x1={x} x2={x} y1={base} y2={base + 4} className="plot-base" />
        <text x={x} y={base + BELOW - 6} textAnchor="middle" data-strong={isDay}>
          {isDay ? dayOf(iso) : time(iso)}
        </text>
      </g>
    );
  });
}

/** The pattern of stretches that nothing is known of, to fill with `url(#id)`. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1={0} x2={0} y1={0} y2={6} className="plot-hatch" />
    </pattern>
  );
}
