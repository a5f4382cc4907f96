import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterId } from '../../../src/contract/ids.ts';
import { Handover, type Letter } from '../../../src/contract/letters.ts';
import { addDays, dateIn } from '../../../src/shared/calendar.ts';
import { client } from '../../client/client.ts';
import { ZONE_HERE } from '../../i18n/zone.ts';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import type { GiveAs } from './possible.rules.ts';

const CHANNELS = Handover.shape.channel.options;
/** So long a host usually takes: then it is time to ask again. */
const WAIT_DAYS = 2;

interface Props {
  letter: Letter;
  giveAs: GiveAs;
  onClose(): void;
}

/** How and when a letter was handed in: the program hands in nothing itself. */
export function GiveDialog({ letter: { id, createdAt }, giveAs, onClose }: Props) {
  const { t } = useTranslation('lettersScreen');
  const [today] = useState(() => dateIn(Date.now(), ZONE_HERE));
  const [on, setOn] = useState<string | null>(today);
  const [channel, setChannel] = useState(giveAs.channel);
  const [ticket, setTicket] = useState(giveAs.ticket);
  const [followUpOn, setFollowUpOn] = useState<string | null>(addDays(today, WAIT_DAYS));
  const give = useGive(id, onClose);
  const writtenOn = dateIn(Date.parse(createdAt), ZONE_HERE);
  const isWrong = channel === null || on === null || on > today || on < writtenOn || (followUpOn !== null && followUpOn < today);
  return (
    <Dialog
      title={t('give.title')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <DialogButtons
          save={t('give.save')}
          isDisabled={isWrong}
          isPending={give.isPending}
          onClose={onClose}
          onSave={() => on !== null && channel !== null && give.mutate({ given: { on, channel, ticket }, ...(followUpOn !== null && { followUpOn }) })}
        />
      }
    >
      <p className="soft prose">{t('give.intro')}</p>
      <DateField label={t('give.on')} value={on} onChange={setOn} min={writtenOn} max={today} />
      <Select<Handover['channel']>
        label={t('give.channel')}
        value={channel}
        onChange={setChannel}
        placeholder={t('give.choose')}
        options={CHANNELS.map((each) => ({ id: each, label: t(`channel.${each}`) }))}
      />
      <TextField label={t('give.ticket')} hint={t('give.ticketHint')} value={ticket} onChange={setTicket} maxLength={200} />
      <DateField label={t('give.followUp')} value={followUpOn} onChange={setFollowUpOn} min={today} />
      {give.error !== null && <ErrorNotice error={give.error} />}
    </Dialog>
  );
}

function useGive(id: LetterId, onGiven: () => void) {
  const { t } = useTranslation('lettersScreen');
  return useMutation({
    mutationFn: (handed: { readonly given: Handover; readonly followUpOn?: string }) => client.letters.give({ id, ...handed }),
    onSuccess: () => {
      toast({ text: t('done.given') });
      onGiven();
    },
  });
}
