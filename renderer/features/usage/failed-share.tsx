import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../src/contract/usage.ts';
import { useFormat } from '../../i18n/format.ts';
import { Figure } from './figure.tsx';

/** The share that failed, or in words why there is none. */
export function FailedShare({ row: { failedShare, figures, provenance } }: { row: UsageRow }) {
  const { t } = useTranslation('usage');
  const { percent } = useFormat();
  if (failedShare !== null) return percent(100 * failedShare);
  // Nothing failed and nothing was delivered: a share of nothing is no lack of figures.
  return figures.failed === 0 ? <span className="soft small">{t('failures.noneThatDay')}</span> : <Figure value={null} isRead={provenance !== null} />;
}
