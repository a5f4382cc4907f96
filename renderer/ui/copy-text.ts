import { useTranslation } from 'react-i18next';
import { toast } from './toasts.tsx';

/**
 * Puts text on the clipboard and says `said`, or that it could not be copied: a browser allows it only on pages that came over https or from this computer, and
 * a person may have forbidden it.
 */
export function useCopyText(): (text: string, said: string) => void {
  const { t } = useTranslation('common');
  return (text, said) => {
    copy(text).then(
      () => toast({ text: said }),
      () => toast({ text: t('notCopied'), tone: 'stopped' }),
    );
  };
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
