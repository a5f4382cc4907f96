import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../../src/contract/common.ts';
import { useFormat } from '../i18n/format.ts';
import { announce } from './announce.tsx';
import { Button } from './button.tsx';

interface ProgressPanelProps {
  /** What is being done. */
  title: string;
  progress: Progress | undefined;
  /** `performance.now()` of the start (a stream has it). */
  startedAt: number;
  onCancel?: () => void;
}

/** Long work: what, how many of how many, how long, Cancel. */
export function ProgressPanel({ title, progress, startedAt, onCancel }: ProgressPanelProps) {
  const { t, i18n } = useTranslation('common');
  const format = useFormat();
  const elapsed = useElapsedSeconds(startedAt);
  const { done = 0, total = 0, phase = '' } = progress ?? {};
  const known = total > 0;
  const share = known ? Math.min(1, done / total) : 0;
  const what = i18n.t(`phase.${phase}`, { ns: 'common', defaultValue: t('working') });
  const quarter = known ? Math.floor(share * 4) * 25 : 0;
  useEffect(() => announce(`${title}: ${what} ${quarter > 0 ? format.percent(quarter) : ''}`), [title, what, quarter, format]);
  const remaining = known && share > 0.05 && elapsed > 2 ? t('remaining', { time: format.duration((elapsed / share) * (1 - share)) }) : undefined;
  return (
    <div className="card" aria-busy>
      <div className="row" data-justify="between">
        <h2>{title}</h2>
        {onCancel && <Button onPress={onCancel}>{t('cancel')}</Button>}
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={known ? Math.round(share * 100) : undefined}
      >
        <div className="progress-fill" data-unknown={known ? undefined : true} style={known ? { inlineSize: `${share * 100}%` } : undefined} />
      </div>
      <p className="row soft small figure" data-gap="l">
        <span>{what}</span>
        {known && <span>{t('doneOfTotal', { done: format.number(done), total: format.number(total) })}</span>}
        <span>{t('elapsed', { time: format.duration(elapsed) })}</span>
        {remaining !== undefined && <span>{remaining}</span>}
      </p>
    </div>
  );
}

function useElapsedSeconds(startedAt: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(performance.now()), 500);
    return () => window.clearInterval(timer);
  }, []);
  return Math.max(0, (now - startedAt) / 1_000);
}
