import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { MailItem } from './mail-item.tsx';
import type { ToolProps } from './tool-props.ts';
import { useTakeMail } from './use-recipient.ts';

/** The recipient's own word: what he may write, the mails that were put in, and what each is worth. */
export function MailsTool({ recipient, isClosed }: ToolProps) {
  const { t } = useTranslation('recipients');
  const copy = useCopyText();
  const { incidentId, mails, wish, language } = recipient;
  const take = useTakeMail(incidentId);
  return (
    <div className="stack">
      <p className="prose">{t('mails.why')}</p>
      <figure className="stack recipient-wish" data-gap="s">
        <figcaption className="soft small">
          {t('mails.ask')} · {t('mails.askHint')}
        </figcaption>
        <blockquote lang={language}>{wish}</blockquote>
        <div>
          <Button icon={Copy} onPress={() => copy(wish, t('mails.copied'))}>
            {t('mails.copy')}
          </Button>
        </div>
      </figure>
      {!isClosed && <FileDrop label={t('mails.drop')} choose={t('mails.choose')} accept={['.eml', 'message/rfc822']} onFile={(file) => take.mutate(file)} />}
      {take.error !== null && <ErrorNotice error={take.error} />}
      {mails.length === 0 ? (
        <p className="soft small">{t('mails.none')}</p>
      ) : (
        <ul className="recipient-mails" aria-label={t('mails.list')}>
          {mails.map((mail) => (
            <MailItem key={mail.id} recipient={recipient} mail={mail} isClosed={isClosed} />
          ))}
        </ul>
      )}
    </div>
  );
}
