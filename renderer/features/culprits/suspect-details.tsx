import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suspect } from '../../../src/contract/culprits.ts';
import { sidesOf } from '../../../src/shared/culprits.ts';
import { useFormat } from '../../i18n/format.ts';
import { StackedBar } from '../../ui/stacked-bar.tsx';
import { LogLines, TraceList } from '../logs/index.ts';
import { furtherReasons, ReasonList } from './reasons.tsx';

/** What bears a card out: further reasons, why mail failed, what it was sent with, and the lines of the log. */
export function SuspectDetails({ suspect }: { suspect: Suspect }) {
  const { t } = useTranslation('culpritsScreen');
  const inside = useInside(suspect);
  const { failed, traces, evidence } = suspect;
  const further = furtherReasons(suspect);
  const { remarks } = sidesOf(suspect);
  if (inside === '') return null;
  return (
    <details className="fold">
      <summary>{t('suspect.details', { inside })}</summary>
      <div className="stack" data-gap="l">
        {further.length > 0 && (
          <Part title={t('reasons.further')}>
            <ReasonList side="for" reasons={further} />
          </Part>
        )}
        {remarks.length > 0 && (
          <Part title={t('reasons.remarks')}>
            <ReasonList side="remarks" reasons={remarks} />
          </Part>
        )}
        {failed > 0 && <Failures suspect={suspect} />}
        {traces.length > 0 && (
          <Part title={t('suspect.traces')}>
            <TraceList traces={traces} />
          </Part>
        )}
        {evidence.length > 0 && (
          <Part title={t('suspect.evidence')}>
            <LogLines lines={evidence} />
          </Part>
        )}
      </div>
    </details>
  );
}

/** What folds out, counted; '' = nothing does. */
function useInside(suspect: Suspect): string {
  const { t } = useTranslation('culpritsScreen');
  const { list } = useFormat();
  const said = (key: 'reasons' | 'remarks' | 'traces' | 'lines', of: readonly unknown[]) =>
    of.length > 0 ? [t(`suspect.inside.${key}`, { count: of.length })] : [];
  const { failed, traces, evidence } = suspect;
  return list([
    ...said('reasons', furtherReasons(suspect)),
    ...said('remarks', sidesOf(suspect).remarks),
    ...(failed > 0 ? [t('suspect.failures', { count: failed })] : []),
    ...said('traces', traces),
    ...said('lines', evidence),
  ]);
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="stack" data-gap="s">
      <h4>{title}</h4>
      {children}
    </div>
  );
}

function Failures({ suspect: { failed, failedByOwn, failedByBlock, failures } }: { suspect: Suspect }) {
  const { t } = useTranslation(['culpritsScreen', 'culprits']);
  const { list, number } = useFormat();
  const parts = [
    { id: 'own', label: t('suspect.failedOwn'), count: failedByOwn, tone: 'attention' as const },
    { id: 'block', label: t('suspect.failedBlock'), count: failedByBlock, tone: 'unknown' as const },
    { id: 'other', label: t('suspect.failedOther'), count: Math.max(0, failed - failedByOwn - failedByBlock), tone: 'info' as const },
  ];
  const said = parts.filter(({ count }) => count > 0).map(({ label, count }) => t('pair', { what: label, value: number(count) }));
  return (
    <Part title={t('suspect.failures', { count: failed })}>
      <StackedBar parts={parts} summary={list(said)} />
      {failures.length > 0 && (
        <p className="soft small">
          {failures.map(({ target, count }) => t('pair', { what: t(`culprits:target.${target}`), value: number(count) })).join(' · ')}
        </p>
      )}
    </Part>
  );
}
