import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Repermission } from '../../../src/contract/repermission.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Loaded } from '../../ui/loading.tsx';

/** A day on which nothing counts but how long it takes. */
const ANY_DAY = '2026-01-05';

/** To how many, from where, and how long that takes: "3,000 addresses at 10 a minute: 5 h". */
export function PaceLine({ plan: { plan, recipients, hostId } }: { plan: Repermission }) {
  const { t } = useTranslation('repermissionScreen');
  const { from, rate } = plan;
  if (recipients === null) return <p>{t('toUncounted')}</p>;
  if (recipients === 0) return <p>{t('nobody')}</p>;
  return (
    <p>
      {t('toHowMany', { count: recipients, from: t(`from.${from}`) })}{' '}
      <Duration addresses={recipients} {...(from === 'hosting' && { hostId })} {...(rate !== null && { rate })} />
    </p>
  );
}

interface DurationProps {
  readonly addresses: number;
  readonly hostId?: Repermission['hostId'];
  readonly rate?: { readonly count: number; readonly seconds: number };
}

function Duration({ addresses, ...limits }: DurationProps) {
  const { t } = useTranslation('repermissionScreen');
  const format = useFormat();
  const query = useQuery({
    ...orpc.checks.pace.queryOptions({ input: { addresses, startsOn: ANY_DAY, startsAt: '00:00', ...limits } }),
    placeholderData: (before) => before,
  });
  return (
    <Loaded query={query}>
      {({ seconds, limits: [slowest] }) => {
        if (seconds === null) return t('paceUnknown');
        const duration = format.duration(seconds);
        const { rate } = limits;
        if (rate === undefined || slowest?.owner !== 'user') return t('paceOfHost', { count: addresses, duration });
        return t('pace', { count: addresses, rate: format.number(Math.round((rate.count * 60) / rate.seconds)), duration });
      }}
    </Loaded>
  );
}
