import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KeptHostMail } from '../../../src/contract/host-mails.ts';
import type { IncidentId } from '../../../src/contract/ids.ts';
import type { Incident } from '../../../src/contract/incidents.ts';
import { isDatedByMail } from '../../../src/shared/dated-by-mail.ts';
import { client, orpc } from '../../client/client.ts';
import { Card, CodeText, KeyValues } from '../../ui/display.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { DateTime } from '../../ui/time.tsx';

/** Whether all that a case knows of its moment is the date of the mail it was opened from. */
export function useDatedByMail({ id, occurredAt }: Pick<Incident, 'id' | 'occurredAt'>): boolean {
  const mails = useQuery(orpc.hostMails.kept.queryOptions({ input: { incidentId: id } })).data ?? [];
  return isDatedByMail(mails, Date.parse(occurredAt));
}

/** The mail of the host that a case was opened from, as its head says, to be saved as it came; nothing where it was opened without one. */
export function KeptMails({ incidentId }: { incidentId: IncidentId }) {
  const mails = useQuery(orpc.hostMails.kept.queryOptions({ input: { incidentId } })).data ?? [];
  return mails.map((mail) => <KeptMail key={mail.id} incidentId={incidentId} mail={mail} />);
}

function KeptMail({ incidentId, mail }: { incidentId: IncidentId; mail: KeptHostMail }) {
  const { t } = useTranslation('hostMails');
  const { id, isMail, messageId, namesMoment, writtenAt } = mail;
  return (
    <Card title={t('kept.title')}>
      {isMail ? <Head mail={mail} /> : <p className="soft prose">{t('kept.text')}</p>}
      {isMail && messageId === '' && <p className="soft small">{t('kept.passedOn')}</p>}
      {!namesMoment && writtenAt !== null && <p className="soft small">{t('kept.notWhen')}</p>}
      <div className="row">
        <SaveButton ask={() => client.hostMails.original({ incidentId, mailId: id })}>{t('kept.save')}</SaveButton>
      </div>
    </Card>
  );
}

function Head({ mail: { from, subject, writtenAt, messageId } }: { mail: KeptHostMail }) {
  const { t } = useTranslation('hostMails');
  return (
    <KeyValues
      items={[
        ...(from === '' ? [] : [{ key: 'from', label: t('kept.from'), value: from }]),
        ...(subject === '' ? [] : [{ key: 'subject', label: t('kept.subject'), value: subject }]),
        { key: 'writtenAt', label: t('kept.writtenAt'), value: writtenAt === null ? t('kept.noDate') : <DateTime at={writtenAt} /> },
        ...(messageId === '' ? [] : [{ key: 'messageId', label: t('kept.messageId'), value: <CodeText>{messageId}</CodeText> }]),
      ]}
    />
  );
}
