import { useTranslation } from 'react-i18next';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { TwoLines } from '../../ui/two-lines.tsx';
import { useDayWords } from './words.ts';

/** The zone of this computer, as its clocks show it. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When a reminder leaves, on the client's clock; with his zone where it is another one; otherwise until when it is held back, or why it does not. */
export function LeavesAt({ row }: { row: Pick<PlannedReminder, 'sendAt' | 'timeZone' | 'state' | 'stop' | 'heldUntil'> }) {
  const { t } = useTranslation('reminders');
  const words = useDayWords();
  const { sendAt, timeZone, state, stop, heldUntil } = row;
  if (stop !== null) return <span className="leaves soft">{t(`stop.${stop}`)}</span>;
  const held =
    state === 'paused' || state === 'excepted' ? (heldUntil === null ? t('list.heldOpen') : t('list.heldUntil', { on: words.short(heldUntil) })) : '';
  if (sendAt === null) return <span className="soft">{held || t('list.noDate')}</span>;
  const when = <time dateTime={sendAt}>{words.moment(sendAt, timeZone)}</time>;
  const below = [held, timeZone === HERE ? '' : timeZone.replaceAll('_', ' ')].filter((part) => part !== '').join(' · ');
  return below === '' ? (
    when
  ) : (
    <div className="leaves">
      <TwoLines main={when} below={below} />
    </div>
  );
}
