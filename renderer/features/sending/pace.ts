import { useTranslation } from 'react-i18next';
import type { OutboxSummary } from '../../../src/contract/outbox.ts';
import { useFormat } from '../../i18n/format.ts';

type Pace = Pick<OutboxSummary['pace'], 'count' | 'seconds'>;

/** Seconds until `messages` have left at a pace, rounded up; the first one leaves at once. */
export function secondsFor(messages: number, pace: Pace): number {
  return Math.ceil((Math.max(0, messages - 1) * pace.seconds) / pace.count);
}

/** Says a pace: "10 messages a minute". */
export function usePaceWords(): (pace: Pace) => string {
  const { t } = useTranslation('sending');
  const { duration } = useFormat();
  return ({ count, seconds }) => {
    if (seconds === 60) return t('pace.minute', { count });
    return seconds === 3_600 ? t('pace.hour', { count }) : t('pace.other', { count, time: duration(seconds) });
  };
}
