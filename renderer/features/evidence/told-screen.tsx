import { parseAbsolute, toCalendarDate } from '@internationalized/date';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProofTabs } from './proof-tabs.tsx';
import { ToldOnDay } from './told-on-day.tsx';

/** Who had been told on a day? Days are those of the zone the core lives in. */
export function ToldScreen() {
  const { t } = useTranslation(['evidenceScreen', 'notices']);
  const info = useQuery(orpc.system.info.queryOptions({ input: {} }));
  return (
    <Page title={t('notices:title')} wide>
      <ProofTabs />
      <div>
        <h2>{t('told.title')}</h2>
        <p className="soft prose">{t('told.intro')}</p>
      </div>
      <Loaded query={info}>{({ now, timeZone }) => <ToldOnDay today={toCalendarDate(parseAbsolute(now, timeZone)).toString()} zone={timeZone} />}</Loaded>
    </Page>
  );
}
