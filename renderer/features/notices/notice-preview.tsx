import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { MousePointerClick, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientId, VersionId } from '../../../src/contract/ids.ts';
import type { DueRow, NoticePreview } from '../../../src/contract/notices.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { CodeText, EmptyState, KeyValues, Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { MailHtml, MailText, PdfPane } from '../mailbox/index.ts';
import { MendLinks, useFieldNames } from './missing-fields.tsx';

interface Asked {
  readonly clientId: ClientId;
  readonly versionId: VersionId;
  readonly language?: Language;
}

interface Sending {
  /** False while the sender is incomplete. */
  readonly canSend: boolean;
  onSend(row: DueRow): void;
}

/** What one person will get, before it is sent: mail, plain text and PDF of the same content, in any of the languages. */
export function NoticePreviewPanel({ row, ...sending }: { row: DueRow | undefined } & Sending) {
  const { t } = useTranslation('notices');
  return (
    <section className="card due-preview" aria-label={t('preview.label')}>
      {row === undefined ? <EmptyState icon={MousePointerClick} title={t('preview.choose')} /> : <Previewed row={row} {...sending} />}
    </section>
  );
}

function Previewed({ row, canSend, onSend }: { row: DueRow } & Sending) {
  const { t } = useTranslation('notices');
  const [other, setOther] = useState<Asked>();
  const { clientId, versionId } = row;
  const language = other?.clientId === clientId ? other.language : undefined;
  const input: Asked = { clientId, versionId, ...(language !== undefined && { language }) };
  const preview = useQuery(orpc.notices.preview.queryOptions({ input, placeholderData: keepPreviousData }));
  return (
    <>
      <div className="row" data-justify="between">
        <h2>
          <a href={`#/clients/${clientId}`}>{row.clientName}</a>
        </h2>
        <Button icon={Send} isDisabled={!canSend || row.missing.length > 0 || row.suppressed} onPress={() => onSend(row)}>
          {t('preview.sendOne')}
        </Button>
      </div>
      <Loaded query={preview}>
        {(shown) => (
          <>
            <BlockedAddress row={row} />
            <Blocked clientId={clientId} missing={shown.missing} />
            {shown.fallback && <Notice tone="info">{t('preview.fallback')}</Notice>}
            <Envelope preview={shown} own={row.language} onLanguage={(chosen) => setOther({ ...input, language: chosen })} />
            <Forms preview={shown} input={input} />
          </>
        )}
      </Loaded>
    </>
  );
}

/** Every address is blocked: since when, and where to see what can be done. */
function BlockedAddress({ row: { clientId, email, suppressedSince } }: { row: DueRow }) {
  const { t } = useTranslation('notices');
  const { dateTime } = useFormat();
  if (suppressedSince === undefined) return null;
  return (
    <Notice tone="attention" title={t('preview.blocked')} actions={<a href={`#/clients/${clientId}`}>{t('preview.mendAddress')}</a>}>
      {t('preview.blockedAddress', { to: email, when: dateTime(suppressedSince) })}
    </Notice>
  );
}

function Blocked({ clientId, missing }: Pick<NoticePreview, 'clientId' | 'missing'>) {
  const { t } = useTranslation('notices');
  const names = useFieldNames();
  if (missing.length === 0) return null;
  return (
    <Notice tone="attention" title={t('preview.blocked')} actions={<MendLinks clientId={clientId} missing={missing} />}>
      {t('preview.blockedWhy', { fields: names(missing) })}
    </Notice>
  );
}

function Envelope({ preview, own, onLanguage }: { preview: NoticePreview; own: Language; onLanguage(language: Language): void }) {
  const { t } = useTranslation(['notices', 'common']);
  const nameOf = (language: Language) =>
    language === own ? t('preview.languageOwn', { language: t(`common:language.${language}`) }) : t(`common:language.${language}`);
  return (
    <div className="due-envelope">
      <KeyValues
        items={[
          { key: 'from', label: t('preview.from'), value: preview.from === '' ? t('preview.noSender') : preview.from },
          { key: 'to', label: t('preview.to'), value: preview.to },
          { key: 'subject', label: t('preview.subject'), value: <strong lang={preview.language}>{preview.subject}</strong> },
          {
            key: 'hash',
            label: t('preview.hash'),
            value: (
              <>
                <CodeText>{preview.contentSha256}</CodeText> <span className="soft small">{t('preview.hashWhy')}</span>
              </>
            ),
          },
        ]}
      />
      <Select label={t('preview.language')} value={preview.language} onChange={onLanguage} options={LANGUAGES.map((id) => ({ id, label: nameOf(id) }))} />
    </div>
  );
}

function Forms({ preview, input }: { preview: NoticePreview; input: Asked }) {
  const { t } = useTranslation('notices');
  const { language, html, text } = preview;
  const pdf =
    preview.missing.length > 0 ? (
      <p className="soft">{t('preview.blockedPdf')}</p>
    ) : (
      <PdfPane queryKey={orpc.notices.previewPdf.key({ input })} load={() => client.notices.previewPdf(input)} />
    );
  return (
    <Tabs
      label={t('preview.format')}
      tabs={[
        { id: 'html', label: t('preview.html'), content: <MailHtml html={html} language={language} label={t('preview.textOf')} /> },
        { id: 'text', label: t('preview.text'), content: <MailText text={text} language={language} label={t('preview.textOf')} /> },
        { id: 'pdf', label: t('preview.pdf'), content: pdf },
      ]}
    />
  );
}
