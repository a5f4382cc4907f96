import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../src/contract/connections.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Select, Switch } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { toast } from '../../ui/toasts.tsx';

/** Minutes that can be chosen; a value set elsewhere joins them. */
const MINUTES = [5, 10, 15, 30, 60, 120, 240, 720, 1440];

/** How often a pack is read by itself; each change counts at once. */
export function ScheduleCard({ connection: { packId, schedule } }: { connection: Connection }) {
  const { t } = useTranslation(['connections', 'common']);
  const save = useMutation(orpc.connections.setSchedule.mutationOptions({ onSuccess: () => toast({ text: t('common:saved') }) }));
  const set = (part: Partial<Connection['schedule']>) => save.mutate({ packId, schedule: { ...schedule, ...part } });
  return (
    <Card title={t('schedule.title')}>
      <p className="soft prose">{t('schedule.why')}</p>
      <div className="row" data-gap="l">
        <Interval label={t('schedule.accounts')} minutes={schedule.accountsMinutes} onChange={(accountsMinutes) => set({ accountsMinutes })} />
        <Interval label={t('schedule.usage')} minutes={schedule.usageMinutes} onChange={(usageMinutes) => set({ usageMinutes })} />
      </div>
      <Switch label={t('schedule.byItself')} isSelected={!schedule.paused} onChange={(isOn) => set({ paused: !isOn })} />
      {schedule.paused && <p className="soft prose">{t('schedule.pausedWhy')}</p>}
      {save.error !== null && <ErrorNotice error={save.error} />}
    </Card>
  );
}

function Interval({ label, minutes, onChange }: { label: string; minutes: number; onChange(minutes: number): void }) {
  const { duration } = useFormat();
  const choices = MINUTES.includes(minutes) ? MINUTES : [...MINUTES, minutes].sort((a, b) => a - b);
  return (
    <Select
      label={label}
      options={choices.map((each) => ({ id: String(each), label: duration(each * 60) }))}
      value={String(minutes)}
      onChange={(id) => onChange(Number(id))}
    />
  );
}
