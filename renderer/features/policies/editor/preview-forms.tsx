import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../src/shared/language.ts';
import { client, orpc } from '../../../client/client.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import { MailHtml, MailText, PdfPane } from '../../mailbox/index.ts';

/** What the core is asked to show. */
export type PreviewInput = Parameters<typeof client.policies.preview>[0] & { readonly language: Language };
export type TextPreview = Awaited<ReturnType<typeof client.policies.preview>>;

/** A text with its values as mail, plain text and PDF. */
export function PreviewForms({ preview, input }: { preview: TextPreview; input: PreviewInput }) {
  const { t } = useTranslation(['policies', 'notices']);
  const { subject, html, text } = preview;
  const { language } = input;
  const label = t('preview.textOf');
  return (
    <>
      <p className="policy-subject">
        <span className="soft">{t('subject')}</span> <strong lang={language}>{subject}</strong>
      </p>
      <Tabs
        label={t('notices:preview.format')}
        tabs={[
          { id: 'html', label: t('notices:preview.html'), content: <MailHtml html={html} language={language} label={label} /> },
          { id: 'text', label: t('notices:preview.text'), content: <MailText text={text} language={language} label={label} /> },
          {
            id: 'pdf',
            label: t('notices:preview.pdf'),
            content: <PdfPane queryKey={orpc.policies.previewPdf.key({ input })} load={() => client.policies.previewPdf(input)} />,
          },
        ]}
      />
    </>
  );
}
