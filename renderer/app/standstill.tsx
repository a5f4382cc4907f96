import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/display.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';

/** This tab has no session: the address with the one-time code has to be opened again. */
export function SignedOut() {
  const { t } = useTranslation('shell');
  return (
    <main>
      <Page title="Sendward">
        <EmptyState icon={KeyRound} title={t('signedOut.title')}>
          {t('signedOut.text')}
        </EmptyState>
      </Page>
    </main>
  );
}

/** The core did not answer the first question. */
export function CannotStart({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { t } = useTranslation(['shell', 'common']);
  return (
    <main>
      <Page title="Sendward">
        <ErrorNotice error={error} actions={<Button onPress={onRetry}>{t('common:tryAgain')}</Button>} />
      </Page>
    </main>
  );
}
