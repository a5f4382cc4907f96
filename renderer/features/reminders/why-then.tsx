import { useTranslation } from 'react-i18next';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { useDayWords, useWhyWords } from './words.ts';

/** The steps by which the date came about, in their order. */
export function WhyThen({ row }: { row: PlannedReminder }) {
  const { t } = useTranslation('reminders');
  const say = useWhyWords();
  const { dayAndTime } = useDayWords();
  if (row.why.length === 0) return null;
  return (
    <section className="stack" data-gap="s">
      <h3>{t(row.sendAt === null ? 'detail.whyNot' : 'detail.whyTitle')}</h3>
      <ol className="why">
        {row.why.map((step) => (
          <li key={JSON.stringify(step)}>{say(step, row)}</li>
        ))}
        {row.stop !== null && <li>{t(`stop.${row.stop}`)}.</li>}
        {row.sendAt !== null && <li>{t('detail.soThen', dayAndTime(row.sendAt, row.timeZone))}</li>}
      </ol>
    </section>
  );
}
