import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../src/contract/usage.ts';
import { useFormat } from '../../i18n/format.ts';
import { Track } from '../../ui/track.tsx';
import { useLimitWords } from './words.ts';

const NEAR = 0.8;

/** The share of a limit that was used at most, as a figure and a bar; which limit is said below. */
export function LimitBar({ limit, limitShare }: Pick<UsageRow, 'limit' | 'limitShare'>) {
  const { t } = useTranslation('usage');
  const { percent } = useFormat();
  const words = useLimitWords();
  if (limit === null) return <span className="soft small">{t('limit.none')}</span>;
  return (
    <span className="limit">
      <span className="limit-share">
        {limitShare === null ? <span className="soft small">{t('limit.unknown')}</span> : percent(100 * limitShare)}
        {limitShare !== null && <Track share={limitShare} tone={limitShare >= 1 ? 'stopped' : limitShare >= NEAR ? 'attention' : 'ok'} />}
      </span>
      <span className="soft small">{t('limit.of', { limit: words(limit) })}</span>
    </span>
  );
}
