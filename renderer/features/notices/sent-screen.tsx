import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { Page } from '../../ui/page.tsx';
import { OutboxList } from '../sending/index.ts';
import { NoticesTabs } from './notices-tabs.tsx';

/** Notices that left, with what the server answered. */
export function SentScreen() {
  const { t } = useTranslation('notices');
  return (
    <Page title={t('title')} wide>
      <NoticesTabs />
      <OutboxList
        label={t('sent.list')}
        states={['sent', 'bounced']}
        empty={
          <EmptyState icon={Send} title={t('sent.none')} actions={<LinkButton to="/notices">{t('sent.toSend')}</LinkButton>}>
            {t('sent.noneWhy')}
          </EmptyState>
        }
      />
    </Page>
  );
}
