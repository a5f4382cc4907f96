import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { type BarPart, StackedBar } from '../../ui/stacked-bar.tsx';
import type { Today } from './needs.rules.ts';

const PARTS = [
  { id: 'told', tone: 'ok' },
  { id: 'practised', tone: 'info', pattern: true },
  { id: 'queued', tone: 'info' },
  { id: 'due', tone: 'attention' },
  { id: 'failed', tone: 'stopped' },
  { id: 'noPolicy', tone: 'unknown' },
] as const;

/** How many active accounts were really told. Practice counts for nothing, and says so. */
export function CoverageCard({ today }: { today: Today }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const { coverage } = today;
  const parts: BarPart[] = PARTS.map((part) => ({ ...part, label: t(`part.${part.id}`), count: coverage[part.id] }));
  const summary = format.list(parts.filter((part) => part.count > 0).map((part) => `${part.label} ${format.number(part.count)}`));
  return (
    <Card title={t('coverage.title')} actions={<LinkButton to="/notices/proof">{t('coverage.proof')}</LinkButton>}>
      {coverage.toldPercent === null ? (
        <p className="soft">{t('coverage.none')}</p>
      ) : (
        <>
          <p>
            <span className="big-figure">{format.percent(coverage.toldPercent)}</span>{' '}
            <span className="soft">{t('coverage.of', { count: coverage.activeAccounts })}</span>
          </p>
          <StackedBar parts={parts} summary={t('coverage.summary', { parts: summary })} />
          {coverage.practised > 0 && <p className="soft small prose">{t('coverage.practised')}</p>}
        </>
      )}
    </Card>
  );
}
