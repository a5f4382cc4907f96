import { Copy, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../client/client.ts';
import { Button } from '../../../ui/button.tsx';
import { useCopyText } from '../../../ui/copy-text.ts';
import { SaveButton } from '../../../ui/save-button.tsx';
import { MailHtml } from '../../mailbox/index.ts';
import type { PreviewInput, TextPreview } from '../editor/preview-forms.tsx';

/** The ways out of the app for a letter; until nothing is missing, the reason why there are none. */
export function LetterActions({ preview, input }: { preview: TextPreview; input: PreviewInput }) {
  const { t } = useTranslation('policies');
  const isComplete = preview.missing.length === 0;
  const copy = useCopyText();
  return (
    <>
      <div className="row">
        <Button variant="primary" icon={Copy} isDisabled={!isComplete} onPress={() => copy(preview.text, t('letter.copied'))}>
          {t('letter.copy')}
        </Button>
        <Button icon={Copy} isDisabled={!isComplete} onPress={() => copy(preview.subject, t('letter.subjectCopied'))}>
          {t('letter.copySubject')}
        </Button>
        <Button icon={Printer} isDisabled={!isComplete} onPress={() => window.print()}>
          {t('letter.print')}
        </Button>
        {isComplete && <SaveButton ask={() => client.policies.previewPdf(input)}>{t('letter.savePdf')}</SaveButton>}
      </div>
      {!isComplete && <p className="soft small">{t('letter.notYet')}</p>}
      <div className="letter-paper" aria-hidden>
        <MailHtml html={preview.html} language={input.language} label={t('preview.textOf')} />
      </div>
    </>
  );
}
