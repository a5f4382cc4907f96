import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { client } from '../../client/client.ts';
import { todayHere } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { useAct } from './use-dossier.ts';

type Given = NonNullable<Dossier['given']>;
const CHANNELS = ['ticket', 'form', 'email', 'assistance', 'phone', 'other'] as const satisfies readonly Given['channel'][];

/** Writes down that it was handed in. */
export function GivenDialog({ dossier: { id }, onClose }: { dossier: Dossier; onClose(): void }) {
  const { t } = useTranslation(['dossiers', 'common']);
  const [given, setGiven] = useState<Given>({ on: todayHere(), channel: 'ticket', ticket: '' });
  const undo = useAct(() => client.dossiers.takeBack({ id }));
  const give = useAct(
    () => client.dossiers.give({ id, given }),
    () => ({ text: t('given.done'), undo: () => undo.mutate(undefined) }),
  );
  return (
    <Dialog
      title={t('given.title')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={give.isPending} onPress={() => give.mutate(undefined, { onSuccess: onClose })}>
            {t('given.save')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('given.why')}</p>
      <DateField label={t('given.on')} max={todayHere()} value={given.on} onChange={(on) => on !== null && setGiven({ ...given, on })} />
      <Select
        label={t('given.channel')}
        value={given.channel}
        onChange={(channel) => setGiven({ ...given, channel })}
        options={CHANNELS.map((channel) => ({ id: channel, label: t(`channel.${channel}`) }))}
      />
      <TextField label={t('given.ticket')} hint={t('given.ticketHint')} value={given.ticket} onChange={(ticket) => setGiven({ ...given, ticket })} />
    </Dialog>
  );
}
