import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, KeyValues } from '../../ui/display.tsx';
import { DateTime, RelativeTime } from '../../ui/time.tsx';
import type { Today } from './needs.rules.ts';

/** What waits to leave, at which pace, until when. */
export function QueueCard({ today }: { today: Today }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const { counts, pace, nextAt, emptyAt } = today.outbox;
  const waiting = counts.queued + counts.deferred + counts.sending;
  return (
    <Card title={t('queue.title')} actions={<LinkButton to="/sending">{t('queue.open')}</LinkButton>}>
      <KeyValues
        items={[
          { key: 'waiting', label: t('queue.waiting'), value: waiting === 0 ? t('queue.empty') : format.number(waiting) },
          { key: 'sent', label: t('queue.sentSinceYesterday'), value: format.number(today.sentSinceYesterday) },
          { key: 'pace', label: t('queue.pace'), value: t(`queue.paceOf.${pace.owner}`, { count: pace.count, time: format.duration(pace.seconds) }) },
          ...(nextAt === null ? [] : [{ key: 'next', label: t('queue.next'), value: <RelativeTime at={nextAt} /> }]),
          ...(emptyAt === null ? [] : [{ key: 'emptyAt', label: t('queue.emptyAt'), value: <DateTime at={emptyAt} /> }]),
        ]}
      />
    </Card>
  );
}
