import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pace } from '../../../src/contract/checks.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { type client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Switch } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Card } from '../../ui/display.tsx';
import { NumberField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { beginOf, dayOf, MORNING } from './pace.rules.ts';

const WORKING = { from: MORNING, to: '18:00', weekdays: true } as const;

interface PaceProps {
  /** Not answered yet where it is left out. */
  readonly addresses: number | undefined;
  readonly hostId: HostId | undefined;
}

/** How long the mailing takes at the slowest pace that holds, and when it ends. */
export function PaceCard({ addresses, hostId }: PaceProps) {
  const { t } = useTranslation('checksScreen');
  const [own, setOwn] = useState<number | null>(null);
  const [startsOn, setStartsOn] = useState(() => dayOf(new Date()));
  const [working, setWorking] = useState(true);
  return (
    <Card title={t('pace.title')}>
      <div className="columns">
        <NumberField label={t('pace.own')} value={own} minValue={1} maxValue={10_000} onChange={setOwn} />
        <DateField label={t('pace.starts')} value={startsOn} onChange={(day) => day !== null && setStartsOn(day)} />
      </div>
      <Switch label={t('pace.hours')} isSelected={working} onChange={setWorking} />
      {addresses === undefined ? (
        <p className="soft">{t('pace.noNumber')}</p>
      ) : (
        <Course
          asked={{
            addresses,
            startsOn,
            startsAt: beginOf(startsOn, new Date()),
            ...(hostId !== undefined && { hostId }),
            ...(own !== null && { rate: { count: own, seconds: 60 } }),
            ...(working && { hours: WORKING }),
          }}
        />
      )}
    </Card>
  );
}

function Course({ asked }: { asked: Parameters<typeof client.checks.pace>[0] }) {
  const query = useQuery({ ...orpc.checks.pace.queryOptions({ input: asked }), placeholderData: (before) => before });
  return <Loaded query={query}>{(pace) => <Time pace={pace} />}</Loaded>;
}

function Time({ pace: { seconds, ends, days, limits } }: { pace: Pace }) {
  const { t } = useTranslation('checksScreen');
  const format = useFormat();
  if (seconds === null) return <p aria-live="polite">{t('pace.unknown')}</p>;
  return (
    <div className="stack" data-gap="s" aria-live="polite">
      <p>
        <strong>{t('pace.takes', { duration: format.duration(seconds) })}</strong>
      </p>
      <p>{ends === null ? t('pace.never') : t('pace.ends', { date: format.date(ends.on), time: ends.at })}</p>
      {days !== null && <p className="soft">{t('pace.days', { count: days })}</p>}
      <ul className="soft small">
        {limits.map(({ owner, count, seconds: window, even }) => (
          <li key={`${owner} ${count} ${window} ${even}`}>
            {t('pace.limit', { count, duration: format.duration(window) })} ({t(`pace.owner.${owner}`)})
          </li>
        ))}
      </ul>
    </div>
  );
}
