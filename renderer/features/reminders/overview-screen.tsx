import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BellRing, Server } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReminderSettings } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { type Calendar, CalendarCard, type Span } from './calendar-card.tsx';
import { CatchUpCard } from './catch-up-card.tsx';
import { NobodyTold } from './nobody-told.tsx';
import { NumbersCard } from './numbers-card.tsx';
import { RemindersTabs } from './reminders-tabs.tsx';
import { StateCard } from './state-card.tsx';
import { StopsCard } from './stops-card.tsx';

/** What comes, whether it leaves by itself, and what waits for an answer. */
export function OverviewScreen() {
  const { t } = useTranslation('reminders');
  const [span, setSpan] = useState<Span>('30');
  const calendar = useQuery(orpc.reminders.calendar.queryOptions({ input: { days: Number(span) }, placeholderData: keepPreviousData }));
  const settings = useQuery(orpc.reminders.settings.queryOptions({ input: {} }));
  return (
    <Page title={t('title')} wide>
      <RemindersTabs />
      <Loaded query={settings}>
        {(set) => <Loaded query={calendar}>{(coming) => <Overview settings={set} calendar={coming} span={span} onSpan={setSpan} />}</Loaded>}
      </Loaded>
    </Page>
  );
}

interface OverviewProps {
  settings: ReminderSettings;
  calendar: Calendar;
  span: Span;
  onSpan(span: Span): void;
}

function Overview({ settings, calendar, span, onSpan }: OverviewProps) {
  const counts = useQuery(orpc.reminders.planned.queryOptions({ input: { limit: 1 } }));
  return (
    <>
      {calendar.catchUp.asks && <CatchUpCard key={calendar.catchUp.late} catchUp={calendar.catchUp} />}
      <Loaded query={counts}>
        {({ total, counts: by }) => (
          <>
            <StateCard settings={settings} catchUp={calendar.catchUp} due={(by.due ?? 0) + (calendar.catchUp.asks ? 0 : (by.late ?? 0))} />
            {total === (by.stopped ?? 0) && (calendar.stopped.never_told ?? 0) + (calendar.stopped.notice_first ?? 0) === total ? (
              <NobodyYet />
            ) : (
              <>
                <NumbersCard calendar={calendar} counts={by} />
                <CalendarCard calendar={calendar} span={span} onSpan={onSpan} />
                <StopsCard stopped={calendar.stopped} />
              </>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

/** Before anybody was told there is nothing to remind of. */
function NobodyYet() {
  const { t } = useTranslation('reminders');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} }));
  return (
    <Loaded query={hosts}>
      {({ length }) =>
        length === 0 ? (
          <EmptyState
            icon={Server}
            title={t('empty.noHost')}
            actions={
              <LinkButton variant="primary" to="/hosts/new">
                {t('empty.addHost')}
              </LinkButton>
            }
          >
            {t('empty.noHostWhy')}
          </EmptyState>
        ) : (
          <NobodyTold icon={BellRing} />
        )
      }
    </Loaded>
  );
}
