const WIDTH = 72;
const HEIGHT = 20;
const MARGIN = 2;

/** How figures moved, without scale: null is a gap, not 0. `label` says it in words. */
export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const top = Math.max(1, ...values.map((value) => value ?? 0));
  const spots = values.map((value, index) =>
    value === null
      ? null
      : { x: MARGIN + (index * (WIDTH - 2 * MARGIN)) / Math.max(1, values.length - 1), y: HEIGHT - MARGIN - (value / top) * (HEIGHT - 2 * MARGIN) },
  );
  const path = spots.map((spot, index) => (spot === null ? '' : `${spots[index - 1] ? 'L' : 'M'}${spot.x.toFixed(1)} ${spot.y.toFixed(1)}`)).join('');
  const last = spots.at(-1);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="sparkline" role="img" aria-label={label}>
      <path d={path} />
      {last && <circle cx={last.x} cy={last.y} r={2} />}
    </svg>
  );
}
