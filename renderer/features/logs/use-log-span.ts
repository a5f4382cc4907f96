import { useTranslation } from 'react-i18next';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { formatsOf } from '../../i18n/format.ts';

/** What a log covers, in the zone of its server. */
export function useLogSpan(): (log: Pick<LogSummary, 'from' | 'to' | 'zone'>) => string {
  const { t, i18n } = useTranslation('logs');
  return ({ from, to, zone }) => (from === null || to === null ? t('noSpan') : formatsOf(i18n.language, zone).span(from, to));
}
