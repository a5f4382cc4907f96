import { useTranslation } from 'react-i18next';
import type { HostedAccount } from '../../../src/contract/hosted.ts';
import type { Curve } from '../../../src/contract/usage.ts';
import { useFormat } from '../../i18n/format.ts';
import { LineChart, type LineChartProps } from '../../ui/line-chart.tsx';
import type { ChartLevel } from '../../ui/line-plot.tsx';
import { CurveTable } from './curve-table.tsx';
import { chartPoints, drawnLimits, type Measure, measureOf, type Point, sumOfCurve } from './measure.rules.ts';
import { useFigureWords, useLimitWords, useMeasureFormat, useProvenanceWords } from './words.ts';

interface CurveChartProps {
  /** What it is a curve of: the account, the pack. */
  name: string;
  curve: Curve;
  kind: HostedAccount['kind'];
  mark?: LineChartProps['mark'] | undefined;
}

/** Figures over time with the limits, what is usual, and below it where they come from. */
export function CurveChart({ name, curve, kind, mark }: CurveChartProps) {
  const { t } = useTranslation('usage');
  const { span } = useFormat();
  const measure = measureOf(curve.points);
  const format = useMeasureFormat(measure);
  const levels = useLevels(curve, measure);
  const band = useBand(curve, measure);
  const summary = useSummary(curve, measure);
  const words = useFigureWords();
  const describe = (point: Point | undefined) => {
    if (point === undefined) return '';
    const figures = words(point) || t('chart.notRead');
    return t(point.complete || point[measure] === null ? 'chart.point' : 'chart.pointOpen', { when: span(point.from, point.to), figures });
  };
  if (curve.points.length === 0) return <p className="soft">{t('chart.nothing')}</p>;
  return (
    <LineChart
      label={t(`chart.of.${curve.grain}`, { name })}
      measure={t(`measure.${measure}`)}
      summary={summary}
      points={chartPoints(curve.points, measure)}
      describe={(index) => describe(curve.points[index])}
      format={format}
      levels={levels}
      band={band}
      mark={mark}
      table={<CurveTable points={curve.points} />}
      source={<CurveSource curve={curve} kind={kind} />}
    />
  );
}

function useLevels({ limits, grain }: Curve, measure: Measure): readonly ChartLevel[] {
  const { t } = useTranslation('usage');
  const words = useLimitWords();
  if (measure === 'bytes') return [];
  return drawnLimits(limits, grain).map((limit) => ({
    id: `${limit.from} ${limit.scope} ${limit.count}`,
    value: limit.count,
    label: t(`chart.limit.${limit.from}`, { limit: words(limit) }),
    tone: limit.from === 'own' ? 'attention' : 'stopped',
  }));
}

function useBand({ usual, grain }: Curve, measure: Measure): LineChartProps['band'] {
  const { t } = useTranslation('usage');
  const { number } = useFormat();
  if (usual === null || measure === 'bytes') return null;
  const { low, high, median } = usual;
  return { low, high, median, label: t(`chart.usual.${grain}`, { low: number(Math.round(low)), high: number(Math.round(high)) }) };
}

/** The whole curve in sentences, for those who hear it. */
function useSummary(curve: Curve, measure: Measure): string {
  const { t } = useTranslation('usage');
  const { span } = useFormat();
  const format = useMeasureFormat(measure);
  const band = useBand(curve, measure);
  const levels = useLevels(curve, measure);
  const { known, unread, most, last } = sumOfCurve(curve.points, measure);
  if (known === 0) return t('chart.noneRead');
  const said = (point: Point | undefined) => ({ figure: format(point?.[measure] ?? 0), when: point === undefined ? '' : span(point.from, point.to) });
  return [
    t('chart.most', said(most)),
    t('chart.last', said(last)),
    ...(band === null || band === undefined ? [] : [`${band.label}.`]),
    ...levels.map(({ label }) => `${label}.`),
    ...(unread > 0 ? [t('chart.unread', { count: unread })] : []),
  ].join(' ');
}

/** What is usual or still learned, and for each way of counting its source and age. */
function CurveSource({ curve: { provenance, learning, usual, limits, grain }, kind }: Pick<CurveChartProps, 'curve' | 'kind'>) {
  const { t } = useTranslation('usage');
  const words = useProvenanceWords();
  const limitWords = useLimitWords();
  const drawn = drawnLimits(limits, grain);
  const others = limits.filter((limit) => !drawn.includes(limit));
  return (
    <div className="stack" data-gap="s">
      {usual === null && learning > 0 && <p>{t('chart.learning', { count: learning })}</p>}
      {others.length > 0 && (
        <p>{t('chart.otherLimits', { limits: others.map((limit) => t(`chart.limit.${limit.from}`, { limit: limitWords(limit) })).join('; ') })}</p>
      )}
      {provenance.length > 1 && <p>{t('sums.apartWhy')}</p>}
      <ul>
        {provenance.map((source) => (
          <li key={`${source.origin} ${source.definition}`}>
            {words(source, kind)} {t(`definitionWhy.${source.definition}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
