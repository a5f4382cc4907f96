import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KeptHostMail } from '../../../src/contract/host-mails.ts';
import type { Incident } from '../../../src/contract/incidents.ts';
import { isDatedByMail } from '../../../src/shared/dated-by-mail.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CodeText, KeyValues } from '../../ui/display.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { DateTime } from '../../ui/time.tsx';

/** Whether all that a case knows of its moment is the date of the mail it was opened from. */
export function useDatedByMail({ id, occurredAt }: Pick<Incident, 'id' | 'occurredAt'>): boolean {
  const mails = useQuery(orpc.hostMails.kept.queryOptions({ input: { incidentId: id } })).data ?? [];
  return isDatedByMail(mails, Date.parse(occurredAt));
}

/** Every number and every day that the host gave for a case: those of the case first, then what its other mails say, each once. */
export function useHostWants({ id, ticket, answerBy }: Pick<Incident, 'id' | 'ticket' | 'answerBy'>) {
  const mails = useQuery(orpc.hostMails.kept.queryOptions({ input: { incidentId: id } })).data ?? [];
  const each = (words: readonly (string | null)[]): string[] => [...new Set(words)].filter((word) => word !== null && word !== '').map(String);
  return { tickets: each([ticket, ...mails.map((mail) => mail.ticket)]), days: each([answerBy, ...mails.map((mail) => mail.answerBy)]) };
}

/** The mails of the host that are kept with a case, as their heads say, to be saved as they came; nothing where there is none. */
export function KeptMails({ incident }: { incident: Incident }) {
  const mails = useQuery(orpc.hostMails.kept.queryOptions({ input: { incidentId: incident.id } })).data ?? [];
  return mails.map((mail) => <KeptMail key={mail.id} incident={incident} mail={mail} />);
}

function KeptMail({ incident: { id: incidentId, occurredAt }, mail }: { incident: Incident; mail: KeptHostMail }) {
  const { t } = useTranslation('hostMails');
  const { id, isMail, messageId, answerCounted } = mail;
  return (
    <Card title={t('kept.title')}>
      <Head mail={mail} />
      {!isMail && <p className="soft prose">{t('kept.text')}</p>}
      {answerCounted && <p className="soft small">{t('kept.counted')}</p>}
      {isMail && messageId === '' && <p className="soft small">{t('kept.passedOn')}</p>}
      {isDatedByMail([mail], Date.parse(occurredAt)) && <p className="soft small">{t('kept.notWhen')}</p>}
      <div className="row">
        <SaveButton ask={() => client.hostMails.original({ incidentId, mailId: id })}>{t('kept.save')}</SaveButton>
      </div>
    </Card>
  );
}

/** Of a pasted text only what the host wants in it: it has no head. */
function Head({ mail: { isMail, from, subject, writtenAt, messageId, ticket, answerBy } }: { mail: KeptHostMail }) {
  const { t } = useTranslation('hostMails');
  const { date } = useFormat();
  const written = writtenAt === null ? t('kept.noDate') : <DateTime at={writtenAt} />;
  return (
    <KeyValues
      items={[
        ...(!isMail || from === '' ? [] : [{ key: 'from', label: t('kept.from'), value: from }]),
        ...(!isMail || subject === '' ? [] : [{ key: 'subject', label: t('kept.subject'), value: subject }]),
        ...(isMail ? [{ key: 'writtenAt', label: t('kept.writtenAt'), value: written }] : []),
        ...(messageId === '' ? [] : [{ key: 'messageId', label: t('kept.messageId'), value: <CodeText>{messageId}</CodeText> }]),
        ...(ticket === '' ? [] : [{ key: 'ticket', label: t('ticket'), value: ticket }]),
        ...(answerBy === null ? [] : [{ key: 'answerBy', label: t('answerBy'), value: date(answerBy) }]),
      ]}
    />
  );
}
