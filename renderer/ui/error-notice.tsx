import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError, splitSentence } from '../client/describe-error.ts';
import { Button } from './button.tsx';
import { useCopyText } from './copy-text.ts';
import { Notice } from './display.tsx';

/** What went wrong in one sentence of the person's language; the details can be copied for support. */
export function ErrorNotice({ error, actions, children }: { error: unknown; actions?: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation('common');
  const { sentence, details } = describeError(error);
  const { first, rest } = splitSentence(sentence);
  const copy = useCopyText();
  return (
    <Notice
      tone="stopped"
      title={first}
      actions={
        <>
          {actions}
          <Button variant="quiet" icon={Copy} onPress={() => copy(details, t('copied'))}>
            {t('copyDetails')}
          </Button>
        </>
      }
    >
      {rest !== '' && <p>{rest}</p>}
      {children}
    </Notice>
  );
}
