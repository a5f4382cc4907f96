import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { LANGUAGES } from '../../../src/shared/language.ts';
import { orpc, queryClient } from '../../client/client.ts';
import { RadioCards, Select } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { AboutCard } from './about-card.tsx';
import { PaceCard } from './pace-card.tsx';
import { ReplyMailboxCard } from './reply-mailbox-card.tsx';
import { SenderCard } from './sender-card.tsx';
import { SendingCard } from './sending-card.tsx';

/** Everything that can be set, on one page. */
export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const query = useQuery(orpc.settings.get.queryOptions({ input: {} }));
  return (
    <Page title={t('title')}>
      <Loaded query={query}>
        {(settings) => (
          <div className="settings">
            <SenderCard settings={settings} />
            <SendingCard settings={settings} />
            <ReplyMailboxCard />
            <PaceCard settings={settings} />
            <LookCard settings={settings} />
            <AboutCard />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

const THEMES = ['system', 'light', 'dark', 'contrast'] as const;

function LookCard({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'common']);
  const update = useMutation(
    orpc.settings.update.mutationOptions({ onSuccess: (now) => queryClient.setQueryData(orpc.settings.get.queryKey({ input: {} }), now) }),
  );
  return (
    <Card title={t('look.title')}>
      <Select
        label={t('look.language')}
        value={settings.language}
        onChange={(language) => update.mutate({ language })}
        options={LANGUAGES.map((id) => ({ id, label: t(`common:ownLanguage.${id}`) }))}
      />
      <div className="themes">
        <RadioCards
          label={t('look.theme')}
          across
          value={settings.theme}
          onChange={(theme) => update.mutate({ theme })}
          options={THEMES.map((id) => ({ id, label: t(`theme.${id}`) }))}
        />
      </div>
      {update.error !== null && <ErrorNotice error={update.error} />}
    </Card>
  );
}
