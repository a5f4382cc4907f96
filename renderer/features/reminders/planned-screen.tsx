import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { orpc } from '../../client/client.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { filterOf } from './planned-filter.rules.ts';
import { PlannedList } from './planned-list.tsx';
import { RemindersTabs } from './reminders-tabs.tsx';

/** Who gets a reminder, when, and why then. The address says what is shown: `/reminders/planned/late`, `/reminders/planned/2026-12-01`. */
export function PlannedScreen() {
  const { t } = useTranslation('reminders');
  const { show = '' } = useParams<{ show?: string }>();
  const info = useQuery(orpc.system.info.queryOptions({ input: {} }));
  return (
    <Page title={t('title')} wide>
      <RemindersTabs />
      <Loaded query={info}>{({ now }) => <PlannedList key={show} start={filterOf(show, now.slice(0, 10))} />}</Loaded>
    </Page>
  );
}
