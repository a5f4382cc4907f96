import { useMutation, useQuery } from '@tanstack/react-query';
import { Pause, Play, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../src/contract/holds.ts';
import type { CatchUp } from '../../../src/contract/reminder-runs.ts';
import type { ReminderSettings } from '../../../src/contract/reminders.ts';
import { orpc, queryClient } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Switch } from '../../ui/choice.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { toast } from '../../ui/toasts.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { RunDialog } from './run-dialog.tsx';
import { useEndHold } from './use-holds.ts';
import { useDayWords } from './words.ts';

interface StateProps {
  settings: ReminderSettings;
  catchUp: CatchUp;
  /** Reminders that may leave now. */
  due: number;
}

/** Whether reminders leave by themselves, when, and what stands in the way. */
export function StateCard({ settings, catchUp, due }: StateProps) {
  const holds = useQuery(orpc.reminders.holds.queryOptions({ input: { limit: 500 } })).data?.rows ?? [];
  const paused = holds.find(({ kind, scope }) => kind === 'pause' && scope === 'all');
  return (
    <>
      {paused !== undefined && <PausedAll hold={paused} />}
      <section className="card state-card">
        <Automatic settings={settings} />
        <Actions due={due} isPaused={paused !== undefined} />
        <PerDay catchUp={catchUp} />
      </section>
    </>
  );
}

function PausedAll({ hold }: { hold: Hold }) {
  const { t } = useTranslation('reminders');
  const { dateTime } = useFormat();
  const { full } = useDayWords();
  const end = useEndHold();
  const said = { author: hold.author, since: dateTime(hold.madeAt), until: hold.untilOn === null ? '' : full(hold.untilOn) };
  const named = hold.author !== '';
  const resume = (
    <Button variant="primary" icon={Play} isPending={end.isPending} onPress={() => end.mutate({ id: hold.id })}>
      {t('now.resume')}
    </Button>
  );
  return (
    <Notice tone="attention" title={t('now.pausedAll')} actions={resume}>
      <p>{hold.untilOn === null ? t(named ? 'now.pausedBy' : 'now.pausedSince', said) : t(named ? 'now.pausedUntil' : 'now.pausedSinceUntil', said)}</p>
      {hold.reason !== '' && <p>{t('now.reason', { reason: hold.reason })}</p>}
      {end.error !== null && <ErrorNotice error={end.error} />}
    </Notice>
  );
}

function Automatic({ settings: { automatic, workingDays, hours } }: { settings: ReminderSettings }) {
  const { t } = useTranslation('reminders');
  const { list } = useFormat();
  const words = useDayWords();
  const set = useSetAutomatic();
  const days = list([...workingDays].sort().map((day) => words.weekday(day, 'short')));
  return (
    <div className="stack" data-gap="s">
      <Switch label={t('now.automatic')} isSelected={automatic} onChange={(on) => set.mutate({ automatic: on })} />
      <p className="soft">
        {automatic ? t('now.on', { days, ...hours }) : t('now.off')} <a href="#/reminders/rules">{t('now.change')}</a>
      </p>
      {set.error !== null && <ErrorNotice error={set.error} />}
    </div>
  );
}

function useSetAutomatic() {
  const { t } = useTranslation('reminders');
  return useMutation(
    orpc.reminders.update.mutationOptions({
      onSuccess: (settings) => {
        queryClient.setQueryData(orpc.reminders.settings.queryKey({ input: {} }), settings);
        toast({ text: t(settings.automatic ? 'now.turnedOn' : 'now.turnedOff') });
      },
    }),
  );
}

function Actions({ due, isPaused }: { due: number; isPaused: boolean }) {
  const { t } = useTranslation('reminders');
  const [open, setOpen] = useState<'run' | 'pause'>();
  const close = () => setOpen(undefined);
  return (
    <div className="row">
      {due > 0 && !isPaused && (
        <Button icon={Send} onPress={() => setOpen('run')}>
          {t('now.run', { count: due })}
        </Button>
      )}
      {!isPaused && (
        <Button icon={Pause} onPress={() => setOpen('pause')}>
          {t('now.pauseAll')}
        </Button>
      )}
      {open === 'run' && <RunDialog onClose={close} />}
      {open === 'pause' && <HoldDialog kind="pause" onClose={close} />}
    </div>
  );
}

function PerDay({ catchUp: { perDay, late } }: { catchUp: CatchUp }) {
  const { t } = useTranslation('reminders');
  if (perDay === null || late === 0) return null;
  return (
    <p className="row state-per-day">
      {t('catchUp.running', { count: perDay, late })}
      <LinkButton variant="quiet" to="/reminders/planned/late">
        {t('stopDo.show')}
      </LinkButton>
    </p>
  );
}
