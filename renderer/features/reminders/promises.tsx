import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../src/contract/ids.ts';
import type { ReminderPromise } from '../../../src/contract/reminders.ts';
import { keepsPromise } from '../../../src/shared/reminder-promise.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useSetRule } from './use-rules.ts';
import { usePeriodWords } from './words.ts';

/** Every notice in force that promises other reminders than the rules send. */
export function BrokenPromises() {
  const promises = useQuery(orpc.reminders.promises.queryOptions({ input: {} })).data ?? [];
  return promises.filter(({ kept }) => !kept).map((promise) => <BrokenPromise key={promise.hostId} promise={promise} />);
}

function BrokenPromise({ promise: { hostId, hostName, versionNumber, months, period } }: { promise: ReminderPromise }) {
  const { t } = useTranslation('reminders');
  const say = usePeriodWords();
  const set = useSetRule();
  const promised = { every: 'months', count: months } as const;
  const follow = (
    <Button isPending={set.isPending} onPress={() => set.mutate({ on: { scope: 'host', hostId }, period: promised })}>
      {t('rules.promise.follow', { host: hostName, period: say(promised) })}
    </Button>
  );
  return (
    <Notice tone="attention" title={t('rules.promise.title', { host: hostName })} actions={follow}>
      {t('rules.promise.differs', { number: versionNumber, promised: say(promised), period: say(period) })}
      {set.error !== null && <ErrorNotice error={set.error} />}
    </Notice>
  );
}

/** Says so where a notice about to be published would promise other reminders than the rule for its host sends. */
export function PromiseCheck({ hostId, months }: { hostId: HostId; months: number | null }) {
  const { t } = useTranslation('reminders');
  const say = usePeriodWords();
  const rules = useQuery(orpc.reminders.rules.queryOptions({ input: {} })).data ?? [];
  const rule = rules.find(({ on }) => on.scope === 'host' && on.hostId === hostId) ?? rules.find(({ on }) => on.scope === 'all');
  if (months === null || rule === undefined || keepsPromise(rule.period, months)) return null;
  return (
    <Notice tone="attention">
      {t('rules.promise.would', { promised: say({ every: 'months', count: months }), period: say(rule.period) })}{' '}
      <a href="#/reminders/rules">{t('rules.promise.toRules')}</a>
    </Notice>
  );
}
