import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import './notices.css';

/** The name of the tab, with how many replies wait for somebody to read them. */
export function RepliesTab({ children }: { children: string }) {
  const { t } = useTranslation('replies');
  const toRead = useQuery(orpc.acknowledgements.replies.queryOptions({ input: { limit: 1 } })).data?.toRead ?? 0;
  return (
    <>
      {children}
      {toRead > 0 && (
        <span className="tab-badge">
          <span className="visually-hidden">{t('waiting.badge', { count: toRead })}</span>
          <span aria-hidden>{toRead}</span>
        </span>
      )}
    </>
  );
}
