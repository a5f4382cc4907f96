import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Explanation, OfferedMail } from '../../../src/contract/explanations.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useRound } from './use-round.ts';

/** Mails that may be the answer: a person says which are. */
export function OfferedMails({ round }: { round: Explanation }) {
  const query = useQuery(orpc.explanations.offered.queryOptions({ input: { incidentId: round.incidentId } }));
  return (
    <Loaded query={query}>
      {(mails) =>
        mails
          .filter(({ explanationId, dismissed }) => explanationId === round.id && !dismissed)
          .map((mail) => <Offered key={mail.id} round={round} mail={mail} />)
      }
    </Loaded>
  );
}

function Offered({ round, mail }: { round: Explanation; mail: OfferedMail }) {
  const { t } = useTranslation('explanationsScreen');
  const { dateTime } = useFormat();
  const take = useRound(
    () => client.explanations.takeAnswer({ id: round.id, answer: { source: 'mailbox', offerId: mail.id } }),
    () => ({ text: t('answer.taken') }),
  );
  const dismiss = useDismiss(mail);
  const isDecided = round.state === 'decided' || round.state === 'withdrawn';
  return (
    <Notice
      tone="attention"
      title={t('offer.title')}
      actions={
        <>
          <Button isDisabled={isDecided} isPending={take.isPending} onPress={() => take.mutate(undefined)}>
            {t('offer.take')}
          </Button>
          <Button variant="quiet" isPending={dismiss.isPending} onPress={() => dismiss.mutate(true)}>
            {t('offer.dismiss')}
          </Button>
        </>
      }
    >
      <p>{t(`offer.reason.${mail.reason}`)}</p>
      {isDecided && <p>{t('offer.decided')}</p>}
      <p className="soft small">
        {t('answer.from', { from: mail.from, date: dateTime(mail.writtenAt ?? mail.readAt) })} · {mail.subject}
      </p>
      <blockquote className="round-words">{mail.text}</blockquote>
      {take.error !== null && <ErrorNotice error={take.error} />}
    </Notice>
  );
}

function useDismiss({ id }: OfferedMail) {
  const { t } = useTranslation('explanationsScreen');
  const back = useMutation({ mutationFn: () => client.explanations.dismiss({ offerId: id, dismissed: false }) });
  return useMutation({
    mutationFn: (dismissed: boolean) => client.explanations.dismiss({ offerId: id, dismissed }),
    onSuccess: () => toast({ text: t('offer.dismissed'), undo: () => back.mutate() }),
  });
}
