import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import { dayHere } from './load.rules.ts';
import { sayFailure } from './use-holds.ts';

type Refused = Awaited<ReturnType<typeof client.reminders.once>>['refused'];

interface OnceProps {
  /** Whom, by id with the name. */
  people: ReadonlyMap<ClientId, string>;
  onClose(): void;
  onDone?: (() => void) | undefined;
}

/** One reminder more for one or several clients, soon or on a day. Who cannot be reminded is named. */
export function OnceDialog({ people, onClose, onDone }: OnceProps) {
  const { t } = useTranslation(['reminders', 'common']);
  const form = useOnce(people, { onClose, onDone });
  const [name = ''] = people.values();
  const title = people.size === 1 ? t('once.title', { client: name }) : t('once.titleMany', { count: people.size });
  const buttons = (
    <>
      <Button onPress={onClose}>{t('common:cancel')}</Button>
      <Button variant="primary" isPending={form.isPending} onPress={form.submit}>
        {people.size === 1 ? t('once.do') : t('once.doMany', { count: people.size })}
      </Button>
    </>
  );
  const refused = form.refused;
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={refused === undefined ? buttons : <Button onPress={onClose}>{t('common:close')}</Button>}
    >
      {refused === undefined ? <Questions form={form} /> : <RefusedList refused={refused} />}
      {form.error !== null && <ErrorNotice error={form.error} />}
    </Dialog>
  );
}

function Questions({ form: { when, setWhen, on, setOn, isMissing } }: { form: ReturnType<typeof useOnce> }) {
  const { t } = useTranslation('reminders');
  return (
    <>
      <p className="soft prose">{t('once.why')}</p>
      <RadioCards<'now' | 'day'>
        label={t('once.when')}
        value={when}
        onChange={setWhen}
        options={[
          { id: 'now', label: t('once.now'), hint: t('once.nowWhy') },
          { id: 'day', label: t('once.day') },
        ]}
      />
      {when === 'day' && (
        <DateField label={t('once.dayField')} value={on} onChange={setOn} min={dayHere(new Date())} error={isMissing ? t('once.dayMissing') : undefined} />
      )}
    </>
  );
}

function useOnce(people: OnceProps['people'], { onClose, onDone }: Pick<OnceProps, 'onClose' | 'onDone'>) {
  const { t } = useTranslation('reminders');
  const [when, setWhen] = useState<'now' | 'day'>('now');
  const [on, setOn] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const isWrong = when === 'day' && (on === null || on < dayHere(new Date()));
  const once = useMutation(
    orpc.reminders.once.mutationOptions({
      onSuccess: (done) => {
        const ids = [...new Set(done.planned.flatMap((row) => (row.once === null ? [] : [row.once])))];
        const takeBack = async () => {
          for (const id of ids) await client.reminders.cancelOnce({ id });
          toast({ text: t('once.taken', { count: ids.length }) });
        };
        if (ids.length > 0) toast({ text: t('once.done', { count: ids.length }), undo: () => sayFailure(takeBack()) });
        onDone?.();
        if (done.refused.length === 0) onClose();
        else setRefused(done.refused);
      },
    }),
  );
  const submit = () => {
    setTried(true);
    if (!isWrong) once.mutate({ clientIds: [...people.keys()], on: when === 'day' ? on : null });
  };
  return { when, setWhen, on, setOn, refused, submit, isMissing: tried && isWrong, isPending: once.isPending, error: once.error };
}

function RefusedList({ refused }: { refused: Refused }) {
  const { t } = useTranslation('reminders');
  return (
    <Notice tone="attention" title={t('once.refused', { count: refused.length })}>
      <ul>
        {refused.slice(0, 20).map(({ clientId, clientName, hostName, reason }) => (
          <li key={clientId + hostName}>
            <a href={`#/clients/${clientId}`}>{clientName}</a> ({hostName}): {t(`stop.${reason}`)}
          </li>
        ))}
        {refused.length > 20 && <li>{t('calendar.dayMore', { count: refused.length - 20 })}</li>}
      </ul>
    </Notice>
  );
}
