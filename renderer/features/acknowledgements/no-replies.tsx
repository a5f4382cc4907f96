import { useQuery } from '@tanstack/react-query';
import { MessageSquareReply } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { EmptyState } from '../../ui/display.tsx';

/** What would be here: how clients acknowledge, in their own languages, and what to do next. */
export function NoReplies() {
  const { t } = useTranslation(['replies', 'common']);
  const phrases = useQuery(orpc.acknowledgements.phrases.queryOptions({ input: {} })).data ?? [];
  return (
    <EmptyState icon={MessageSquareReply} title={t('empty.title')}>
      {t('empty.why')}
      <span className="phrases">
        {phrases.map(({ language, phrase }) => (
          <span key={language}>
            <q lang={language}>{phrase}</q> <span className="soft small">{t(`common:language.${language}`)}</span>
          </span>
        ))}
      </span>
      {t('empty.next')}
    </EmptyState>
  );
}
