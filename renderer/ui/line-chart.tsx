// biome-ignore-all lint/a11y: a slider over the windows of the chart: one tab stop that takes the keys and reads its point out (aria-valuetext).
import { ChartLine, Table2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { type ChartPoint, nearestTo, pointAfterKey, runsOf } from './line-chart.rules.ts';
import { LinePlot, type PlotProps } from './line-plot.tsx';

export interface LineChartProps extends Omit<PlotProps, 'cursor'> {
  label: string;
  /** What the curve is, for the legend. */
  measure: string;
  /** The whole in a few sentences, for those who hear it. */
  summary: string;
  /** Words one point: its window and all its figures. */
  describe(index: number): string;
  /** The same figures as a table. */
  table: ReactNode;
  /** Where the figures come from, what they count, how old they are. */
  source: ReactNode;
}

/**
 * Figures of successive windows as a curve, with limits and what is usual. A window that was not read is a gap, never 0; one that is not over is dashed.
 * Pointer and arrow keys move a cursor that reads a point out; the figures can be shown as a table instead.
 */
export function LineChart(props: LineChartProps) {
  const { t } = useTranslation('common');
  const [asTable, setAsTable] = useState(false);
  const [active, setActive] = useState<number>();
  const { points, describe } = props;
  const shown = active === undefined || active >= points.length ? lastKnown(points) : active;
  const id = useId();
  return (
    <figure className="line-chart" aria-labelledby={id}>
      <figcaption id={id} className="visually-hidden">
        {props.label}. {props.summary}
      </figcaption>
      <div className="line-head">
        <p className="figure" aria-hidden>
          {!asTable && describe(shown)}
        </p>
        <Button variant="quiet" icon={asTable ? ChartLine : Table2} onPress={() => setAsTable(!asTable)}>
          {t(asTable ? 'chart.asCurve' : 'chart.asTable')}
        </Button>
      </div>
      {asTable ? props.table : <Cursor {...props} shown={shown} isMoved={active !== undefined} onMove={setActive} />}
      {!asTable && <Legend {...props} />}
      <div className="soft small">{props.source}</div>
    </figure>
  );
}

interface CursorProps extends LineChartProps {
  shown: number;
  isMoved: boolean;
  onMove(index: number | undefined): void;
}

/** The plot with the cursor over it. */
function Cursor({ shown, isMoved, onMove, ...chart }: CursorProps) {
  const { points, label, describe } = chart;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = pointAfterKey(event.key, shown, points.length - 1);
    if (next === undefined) return;
    event.preventDefault();
    onMove(next);
  };
  const onPointerMove = ({ currentTarget, clientX }: PointerEvent) => {
    const plot = currentTarget.querySelector('[data-plot]')?.getBoundingClientRect();
    if (plot !== undefined && plot.width > 0) onMove(nearestTo((clientX - plot.left) / plot.width, points));
  };
  return (
    <div
      className="plot"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, points.length - 1)}
      aria-valuenow={shown}
      aria-valuetext={describe(shown)}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerMove}
      onPointerLeave={() => onMove(undefined)}
      onFocus={() => onMove(shown)}
      onBlur={() => onMove(undefined)}
    >
      <LinePlot {...chart} cursor={isMoved ? shown : undefined} />
    </div>
  );
}

function Legend({ measure, points, levels = [], band, mark }: LineChartProps) {
  const { t } = useTranslation('common');
  const isOpen = points.some(({ value, complete }) => value !== null && !complete);
  const hasGap = runsOf(points, ({ value }) => value === null).length > 0;
  return (
    <ul className="legend" aria-hidden>
      <li>
        <span className="line-key" /> {measure}
      </li>
      {isOpen && (
        <li>
          <span className="line-key" data-kind="open" /> {t('chart.notOver')}
        </li>
      )}
      {band && (
        <li>
          <span className="line-key" data-kind="band" /> {band.label}
        </li>
      )}
      {levels.map(({ id, label, tone }) => (
        <li key={id}>
          <span className="line-key" data-kind="level" data-tone={tone} /> {label}
        </li>
      ))}
      {hasGap && (
        <li>
          <span className="line-key" data-kind="gap" /> {t('chart.notRead')}
        </li>
      )}
      {mark && (
        <li>
          <span className="line-key" data-kind="mark" /> {mark.label}
        </li>
      )}
    </ul>
  );
}

/** Index of the last window that something is known of. */
function lastKnown(points: readonly ChartPoint[]): number {
  const known = points.findLastIndex(({ value }) => value !== null);
  return known === -1 ? Math.max(0, points.length - 1) : known;
}
