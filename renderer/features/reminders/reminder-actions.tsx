import { useMutation } from '@tanstack/react-query';
import { CalendarPlus, CalendarX, Pause, Play, Repeat, SkipForward, UserX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { toast } from '../../ui/toasts.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { OnceDialog } from './once-dialog.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import { useActiveHold, useEndHold, useMakeHold } from './use-holds.ts';

type Asking = 'once' | 'skip' | 'except' | 'period';

/** What can be done with one reminder and its client. */
export function ReminderActions({ row, onDone }: { row: PlannedReminder; onDone?: () => void }) {
  const { t } = useTranslation('reminders');
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  const about = { id: row.clientId, name: row.clientName };
  return (
    <section className="stack" data-gap="s" aria-label={t('do.label')}>
      <div className="row">
        {row.once === null ? (
          <Button icon={CalendarPlus} onPress={() => setAsking('once')} isDisabled={row.state === 'stopped' && row.stop !== 'rule_never'}>
            {t('do.once')}
          </Button>
        ) : (
          <CancelOnce id={row.once} name={row.clientName} />
        )}
        {row.dueOn !== null && row.state !== 'queued' && !row.follows && (
          <Button icon={SkipForward} onPress={() => setAsking('skip')}>
            {t('do.skip')}
          </Button>
        )}
        <Held row={row}>
          <Button icon={UserX} onPress={() => setAsking('except')}>
            {t('do.except')}
          </Button>
        </Held>
        <Button icon={Repeat} onPress={() => setAsking('period')}>
          {t('do.period')}
        </Button>
      </div>
      {asking === 'once' && <OnceDialog people={new Map([[row.clientId, row.clientName]])} onClose={close} />}
      {asking === 'skip' && <SkipDialog row={row} onClose={close} onDone={onDone} />}
      {asking === 'except' && <HoldDialog kind="exception" client={about} onClose={close} />}
      {asking === 'period' && <RuleDialog client={about} onClose={close} />}
    </section>
  );
}

/** Ends the hold that is in force for the client; without one offers to make one. */
function Held({ row, children }: { row: PlannedReminder; children: ReactNode }) {
  const { t } = useTranslation('reminders');
  const hold = useActiveHold(row.clientId);
  const end = useEndHold();
  const pause = useMakeHold();
  if (hold !== undefined) {
    return (
      <>
        <Button icon={Play} isPending={end.isPending} onPress={() => end.mutate({ id: hold.id })}>
          {t('holds.endOf', { name: t(`holds.kindOf.${hold.kind}`) })}
        </Button>
        {end.error !== null && <ErrorNotice error={end.error} />}
      </>
    );
  }
  return (
    <>
      <Button icon={Pause} isPending={pause.isPending} onPress={() => pause.mutate({ kind: 'pause', scope: 'client', clientId: row.clientId })}>
        {t('do.pause')}
      </Button>
      {children}
      {pause.error !== null && <ErrorNotice error={pause.error} />}
    </>
  );
}

/** Takes back a one-off. */
export function CancelOnce({ id, name }: { id: NonNullable<PlannedReminder['once']>; name: string }) {
  const { t } = useTranslation('reminders');
  const cancel = useMutation(orpc.reminders.cancelOnce.mutationOptions({ onSuccess: () => toast({ text: t('do.onceCancelled', { client: name }) }) }));
  return (
    <>
      <Button icon={CalendarX} isPending={cancel.isPending} onPress={() => cancel.mutate({ id })}>
        {t('do.cancelOnce')}
      </Button>
      {cancel.error !== null && <ErrorNotice error={cancel.error} />}
    </>
  );
}
