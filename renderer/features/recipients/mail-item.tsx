import { Scale } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockedRecipient, ConfirmationMail } from '../../../src/contract/recipients.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText, StateTag } from '../../ui/display.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { DateTime } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useDecision } from './use-recipient.ts';

const TONES = { confirmed: 'ok', doubtful: 'attention', refused: 'stopped' } as const satisfies Record<ConfirmationMail['state'], Tone>;

interface ItemProps {
  recipient: BlockedRecipient;
  mail: ConfirmationMail;
  isClosed: boolean;
}

/** A mail that was put in: who wrote it, his own words, what makes it doubtful, and what a person decided. */
export function MailItem({ recipient: { incidentId, address }, mail, isClosed }: ItemProps) {
  const { t } = useTranslation('recipients');
  const [asking, setAsking] = useState(false);
  const { id, signs, decision } = mail;
  return (
    <li className="stack" data-gap="s">
      <MailWords mail={mail} address={address} />
      {decision !== null && <p className="small">{decision.author === '' ? decision.reason : t('mails.decided', decision)}</p>}
      <div className="row">
        {!isClosed && (signs.length > 0 || decision !== null) && (
          <Button variant={decision === null ? 'primary' : 'secondary'} icon={Scale} onPress={() => setAsking(true)}>
            {t(decision === null ? 'mails.decide' : 'mails.change')}
          </Button>
        )}
        <SaveButton ask={() => client.recipients.original({ incidentId, mailId: id })}>{t('mails.original')}</SaveButton>
      </div>
      {asking && <Decide incidentId={incidentId} mail={mail} address={address} onClose={() => setAsking(false)} />}
    </li>
  );
}

type Shown = Pick<ItemProps, 'mail'> & Pick<BlockedRecipient, 'address'>;

function MailWords({ mail: { from, writtenAt, own, signs, state }, address }: Shown) {
  const { t } = useTranslation('recipients');
  return (
    <>
      <div className="row">
        <StateTag tone={TONES[state]}>{t(`mails.state.${state}`)}</StateTag>
        <CodeText>{from}</CodeText>
        <span className="soft small">{writtenAt === null ? t('mails.noDate') : <DateTime at={writtenAt} />}</span>
      </div>
      <blockquote aria-label={t('mails.own')}>{own === '' ? t('mails.noOwn') : own}</blockquote>
      {signs.length > 0 && (
        <ul className="recipient-signs">
          {signs.map((sign) => (
            <li key={sign}>{t(`mails.sign.${sign}`, { address })}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Asks with the mail in sight: another may have come in above it meanwhile. */
function Decide({ incidentId, mail, address, onClose }: Shown & Pick<BlockedRecipient, 'incidentId'> & { onClose(): void }) {
  const { t } = useTranslation('recipients');
  const decide = useDecision({ incidentId, mailId: mail.id }, onClose);
  const word = (accepted: boolean) => ({ isPending: decide.isPending, run: (reason: string) => decide.mutate({ accepted, reason }) });
  return (
    <ReasonDialog
      title={t('mails.decideTitle')}
      shown={
        <div className="recipient-wish stack" data-gap="s">
          <MailWords mail={mail} address={address} />
        </div>
      }
      why={t('mails.decideWhy')}
      words={{ reason: t('mails.reason'), missing: t('mails.reasonMissing') }}
      error={decide.error}
      onClose={onClose}
      actions={[
        { label: t('mails.refuse'), variant: 'secondary', ...word(false) },
        { label: t('mails.accept'), variant: 'primary', ...word(true) },
      ]}
    />
  );
}
