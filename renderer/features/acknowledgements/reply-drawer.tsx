import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReplyId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { KeyValues, Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { DateTime } from '../../ui/time.tsx';
import { MailHtml, MailText } from '../mailbox/index.ts';
import { DecideReply } from './decide-reply.tsx';
import { ReplyWhy } from './reply-why.tsx';
import { VerdictTag } from './verdict-tag.tsx';

type Reply = Awaited<ReturnType<typeof client.acknowledgements.reply>>;

/** One reply: what its writer wrote himself, how it was judged and why, what a person decides, the whole mail. */
export function ReplyDrawer({ id, onClose }: { id: ReplyId | undefined; onClose(): void }) {
  const { t } = useTranslation('replies');
  const query = useQuery({ ...orpc.acknowledgements.reply.queryOptions({ input: { id: id ?? '' } }), enabled: id !== undefined });
  return (
    <Drawer
      title={query.data === undefined ? t('verdict.to_read') : t('detail.title', { client: query.data.clientName })}
      isOpen={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
    >
      {id !== undefined && <Loaded query={query}>{(reply) => <ReplyContent reply={reply} />}</Loaded>}
    </Drawer>
  );
}

function ReplyContent({ reply }: { reply: Reply }) {
  const { t } = useTranslation('replies');
  return (
    <>
      <section className="stack" data-gap="s">
        <h3>{t('detail.ownWords')}</h3>
        {reply.ownWords === '' ? <p className="soft">{t('detail.noOwnWords')}</p> : <blockquote className="own-words">{reply.ownWords}</blockquote>}
      </section>
      <section className="stack" data-gap="s">
        <h3>{t('detail.judged')}</h3>
        <p>
          <VerdictTag verdict={reply.verdict} />
        </p>
        <p className="prose">
          <ReplyWhy reply={reply} />
        </p>
      </section>
      {reply.otherAddress && (
        <Notice tone="attention" title={t('detail.otherAddress')}>
          {t('detail.otherAddressWhy', { address: reply.from.address })}
        </Notice>
      )}
      <DecideReply key={reply.id} reply={reply} />
      <Facts reply={reply} />
      <WholeMail reply={reply} />
      <div className="row">
        <SaveButton ask={() => client.acknowledgements.replyFile({ id: reply.id })}>{t('detail.save')}</SaveButton>
      </div>
    </>
  );
}

function Facts({ reply }: { reply: Reply }) {
  const { t } = useTranslation('replies');
  const { name, address } = reply.from;
  return (
    <KeyValues
      items={[
        { key: 'from', label: t('detail.from'), value: name === '' ? address : `${name} <${address}>` },
        { key: 'subject', label: t('detail.subject'), value: reply.subject === '' ? t('detail.noSubject') : reply.subject },
        { key: 'written', label: t('detail.written'), value: reply.writtenAt === null ? t('detail.noDate') : <DateTime at={reply.writtenAt} /> },
        {
          key: 'read',
          label: t('detail.readAt'),
          value: (
            <>
              <DateTime at={reply.readAt} /> {t(`detail.source.${reply.source}`)}
            </>
          ),
        },
        { key: 'client', label: t('detail.client'), value: <a href={`#/clients/${reply.clientId}`}>{reply.clientName}</a> },
        { key: 'about', label: t('detail.about'), value: t('list.version', { host: reply.hostName, number: reply.versionNumber }) },
      ]}
    />
  );
}

function WholeMail({ reply }: { reply: Reply }) {
  const { t } = useTranslation('replies');
  const text = <MailText text={reply.text} label={t('detail.textOf')} />;
  return (
    <section className="stack" data-gap="s">
      <h3>{t('detail.mail')}</h3>
      <p className="soft small">{t('detail.noImages')}</p>
      {reply.html === '' ? (
        text
      ) : (
        <Tabs
          label={t('detail.mail')}
          tabs={[
            { id: 'html', label: t('detail.asMail'), content: <MailHtml html={reply.html} label={t('detail.textOf')} /> },
            ...(reply.text === '' ? [] : [{ id: 'text', label: t('detail.asText'), content: text }]),
          ]}
        />
      )}
    </section>
  );
}
