import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { AccountLimit, HostedAccount } from '../../../src/contract/hosted.ts';
import type { Figures, Provenance } from '../../../src/contract/usage.ts';
import { useFormat } from '../../i18n/format.ts';
import type { Measure } from './measure.rules.ts';

/** A limit in words: "500 an hour", "3,000 a day for each mailbox". */
export function useLimitWords(): (limit: AccountLimit) => string {
  const { t } = useTranslation('usage');
  const { duration } = useFormat();
  return ({ count, seconds, scope }) => {
    const rate =
      seconds === 3_600 || seconds === 86_400
        ? t(seconds === 3_600 ? 'limit.hour' : 'limit.day', { count })
        : t('limit.time', { count, time: duration(seconds) });
    return scope === 'account' ? rate : t(`limit.for.${scope}`, { rate });
  };
}

/** A figure of a measure: messages as a number, bytes as a size. */
export function useMeasureFormat(measure: Measure): (value: number) => string {
  const { number, fileSize } = useFormat();
  return measure === 'bytes' ? fileSize : number;
}

/** All figures in one line; what is not published is left out. Of several accounts together nobody knows how many different recipients there were. */
export function useFigureWords(ofSeveral = false): (figures: Figures) => string {
  const { t } = useTranslation('usage');
  const { fileSize } = useFormat();
  return (figures) => {
    const parts = (['sent', 'delivered', 'deferred', 'failed', 'recipients'] as const).flatMap((id) => {
      const count = figures[id];
      return count === null || (ofSeveral && id === 'recipients') ? [] : [t(`said.${id}`, { count })];
    });
    return [...parts, ...(figures.bytes === null ? [] : [fileSize(figures.bytes)])].join(' · ');
  };
}

/** Source, what it counts and how old it is, in one line. */
export function useProvenanceWords(): (provenance: z.infer<typeof Provenance>, kind: HostedAccount['kind']) => string {
  const { t } = useTranslation(['usage', 'connections']);
  const { dateTime, percent } = useFormat();
  return ({ origin, definition, readAt, covered, from, to, wholeDays }, kind) => {
    const source = origin === 'panel' && kind !== null ? t(`connections:kind.${kind}`) : t(`source.${origin}`);
    const said = t('source.line', { source, when: dateTime(readAt), definition: t(`definition.${definition}`) });
    return [
      said,
      ...(wholeDays ? [t('source.wholeDays', { from: dateTime(from), to: dateTime(to) })] : []),
      ...(covered < 0.995 ? [t('source.covered', { share: percent(100 * Math.max(0, covered)) })] : []),
    ].join(' ');
  };
}
