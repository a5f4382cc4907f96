import { useQuery } from '@tanstack/react-query';
import { Download, FileText, History, MailOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { CodeText, EmptyState, KeyValues } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { Table } from '../../ui/table.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { DateTime } from '../../ui/time.tsx';
import { MailHtml, MailText } from './mail-html.tsx';
import { PdfPane } from './pdf-pane.tsx';

type Mail = Awaited<ReturnType<typeof client.mailbox.get>>;
type Attachment = Mail['attachments'][number];

/** Where the pane stands below the list (mailbox.css), and so may be out of sight. */
const BELOW_THE_LIST = '(max-width: 64rem)';

/** One message as the client would have got it. Opening it marks it read. */
export function ReadingPane({ id }: { id: OutboxId | undefined }) {
  const { t } = useTranslation('mailbox');
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (id !== undefined && window.matchMedia(BELOW_THE_LIST).matches) pane.current?.scrollIntoView();
  }, [id]);
  return (
    <section ref={pane} className="card mail-reading" aria-label={t('reading')}>
      {id === undefined ? <EmptyState icon={MailOpen} title={t('choose')} /> : <OpenMail id={id} />}
    </section>
  );
}

function OpenMail({ id }: { id: OutboxId }) {
  const mail = useQuery(orpc.mailbox.get.queryOptions({ input: { id } }));
  return <Loaded query={mail}>{(shown) => <MailContent mail={shown} />}</Loaded>;
}

function MailContent({ mail }: { mail: Mail }) {
  const { t } = useTranslation('mailbox');
  const pdfs = mail.attachments.filter(isPdf);
  return (
    <>
      <div className="stack" data-gap="s">
        <h2>{mail.subject}</h2>
        <KeyValues
          items={[
            { key: 'from', label: t('from'), value: <Person {...mail.from} /> },
            { key: 'to', label: t('to'), value: <Person {...mail.to} /> },
            { key: 'received', label: t('received'), value: <DateTime at={mail.receivedAt} /> },
          ]}
        />
        <Attachments mail={mail} />
      </div>
      <Tabs
        label={t('view')}
        tabs={[
          {
            id: 'html',
            label: t('html'),
            content: mail.html === '' ? <p className="soft">{t('noHtml')}</p> : <MailHtml html={mail.html} label={t('textOf')} />,
          },
          {
            id: 'text',
            label: t('text'),
            content: mail.text === '' ? <p className="soft">{t('noText')}</p> : <MailText text={mail.text} label={t('textOf')} />,
          },
          ...pdfs.map((pdf) => ({ id: `pdf-${pdf.index}`, label: pdf.name, content: <AttachedPdf mail={mail} attachment={pdf} /> })),
          { id: 'headers', label: t('headers'), content: <Headers mail={mail} /> },
        ]}
      />
    </>
  );
}

function isPdf({ mime }: Attachment): boolean {
  return mime === 'application/pdf';
}

function Person({ name, address }: Mail['from']) {
  return name === '' ? address : `${name} <${address}>`;
}

function Attachments({ mail }: { mail: Mail }) {
  const { t } = useTranslation('mailbox');
  const { fileSize } = useFormat();
  return (
    <div className="row">
      {mail.attachments.map((attachment) => (
        <SaveButton
          key={attachment.index}
          icon={isPdf(attachment) ? FileText : Download}
          ask={() => client.mailbox.attachment({ id: mail.id, index: attachment.index })}
        >
          <span className="visually-hidden">{t('download')}: </span>
          {attachment.name} <span className="soft small">{fileSize(attachment.sizeBytes)}</span>
        </SaveButton>
      ))}
      <LinkButton to={`/sending/${mail.id}`} variant="quiet" icon={History}>
        {t('openOutbox')}
      </LinkButton>
    </div>
  );
}

function AttachedPdf({ mail, attachment }: { mail: Mail; attachment: Attachment }) {
  const input = { id: mail.id, index: attachment.index };
  return <PdfPane key={`${mail.id}-${attachment.index}`} queryKey={orpc.mailbox.attachment.key({ input })} load={() => client.mailbox.attachment(input)} />;
}

function Headers({ mail }: { mail: Mail }) {
  const { t } = useTranslation('mailbox');
  return (
    <Table
      label={t('headersTable')}
      rows={mail.headers.map((header, index) => ({ ...header, key: `${index}-${header.name}` }))}
      rowKey={(header) => header.key}
      columns={[
        { id: 'name', header: t('headerName'), cell: (header) => header.name },
        { id: 'value', header: t('headerValue'), cell: (header) => <CodeText>{header.value}</CodeText> },
      ]}
    />
  );
}
