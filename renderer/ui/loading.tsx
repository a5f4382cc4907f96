import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';

/** Says why a query has no answer, with another try; nothing while there is one or it is waited for. What could not be asked must not look like nothing. */
export function NotAsked({ query }: { query: Pick<UseQueryResult<unknown>, 'data' | 'error' | 'refetch'> }) {
  const { t } = useTranslation('common');
  if (query.data !== undefined || query.error === null) return null;
  return <ErrorNotice error={query.error} actions={<Button onPress={() => void query.refetch()}>{t('tryAgain')}</Button>} />;
}

/** Shows what a query answered; until then that it is loading, and if it failed why, with another try. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation('common');
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <NotAsked query={query} />;
  return (
    <p className="soft" aria-busy>
      {t('loading')}
    </p>
  );
}
