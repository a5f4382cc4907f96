import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suspect, Verdict } from '../../../src/contract/culprits.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWidth } from '../../ui/use-width.ts';
import { curveOf } from './suspect-curve.rules.ts';

const HEIGHT = 64;
const MARGIN = 3;

/** How an account sent before and in the window, which is shaded, with what is usual as a line. */
export function SuspectCurve({ suspect, verdict }: { suspect: Suspect; verdict: Pick<Verdict, 'at' | 'windowMinutes'> }) {
  const { t } = useTranslation('culpritsScreen');
  const { number, dateTime } = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const curve = curveOf(suspect, verdict);
  const first = suspect.series[0];
  if (curve === undefined || first === undefined) return <p className="soft small">{t('suspect.noSeries')}</p>;
  const x = (share: number) => MARGIN + share * Math.max(0, width - 2 * MARGIN);
  const y = (share: number) => HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
  const path = curve.points.map((point, index) =>
    point === null ? '' : `${curve.points[index - 1] ? 'L' : 'M'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`,
  );
  const label = t('suspect.curve', {
    since: dateTime(first.at),
    most: number(curve.top),
    usual: curve.usual === null ? t('suspect.usualUnknown') : number(Math.round(curve.usual * curve.top)),
  });
  return (
    <div ref={box} className="suspect-curve">
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <rect x={x(curve.window.from)} width={Math.max(1, x(curve.window.to) - x(curve.window.from))} y={0} height={HEIGHT} className="timeline-window" />
        {curve.usual !== null && <line x1={x(0)} x2={x(1)} y1={y(curve.usual)} y2={y(curve.usual)} className="suspect-usual" />}
        <path d={path.join('')} className="suspect-line" />
      </svg>
      <p className="suspect-scale soft small" aria-hidden>
        <span>{dateTime(first.at)}</span>
        <span>{t('suspect.curveKey')}</span>
        <span>{dateTime(verdict.at)}</span>
      </p>
    </div>
  );
}
