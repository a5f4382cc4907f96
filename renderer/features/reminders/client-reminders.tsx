import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../src/contract/holds.ts';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, KeyValues } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { LeavesAt } from './leaves-at.tsx';
import { PastState } from './past-state.tsx';
import { PlanStateTag } from './plan-state-tag.tsx';
import { CancelOnce, ReminderActions } from './reminder-actions.tsx';
import { WhyThen } from './why-then.tsx';
import { useDayWords } from './words.ts';
import './reminders.css';

/** The reminders of one client: the next one with its reasons, the last one, what holds them back, and what can be done. */
export function ClientReminders({ clientId }: { clientId: ClientId }) {
  const { t } = useTranslation('reminders');
  const planned = useQuery(orpc.reminders.planned.queryOptions({ input: { clientId } }));
  const holds = useQuery(orpc.reminders.holds.queryOptions({ input: { clientId } })).data?.rows ?? [];
  return (
    <Card title={t('client.title')}>
      <Loaded query={planned}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{t('client.none')}</p>
          ) : (
            rows
              .filter(({ follows }) => !follows)
              .map((row, _, { length }) => <AtHost key={row.hostId} row={row} later={rows.filter(isAfter(row))} isOnly={length === 1} holds={holds} />)
          )
        }
      </Loaded>
    </Card>
  );
}

interface AtHostProps {
  row: PlannedReminder;
  /** One-offs for a day after it. */
  later: readonly PlannedReminder[];
  isOnly: boolean;
  holds: readonly Hold[];
}

function isAfter({ hostId }: PlannedReminder): (other: PlannedReminder) => boolean {
  return (other) => other.follows && other.hostId === hostId;
}

function AtHost({ row, later, isOnly, holds }: AtHostProps) {
  const { t } = useTranslation('reminders');
  const words = useDayWords();
  const next =
    row.sendAt === null ? '' : t('client.nextAt', { when: words.moment(row.sendAt, row.timeZone), due: row.dueOn === null ? '' : words.short(row.dueOn) });
  return (
    <div className="stack client-reminders" data-gap="s">
      {!isOnly && <h3>{row.hostName}</h3>}
      <KeyValues
        items={[
          {
            key: 'next',
            label: t('client.next'),
            value: (
              <span className="row">
                <PlanStateTag row={row} /> {row.stop === null ? next : t(`stopWhy.${row.stop}`)}
              </span>
            ),
          },
          ...later.map((once) => ({ key: `${once.once}`, label: t('client.once'), value: <Later row={once} /> })),
          { key: 'last', label: t('client.last'), value: <Last clientId={row.clientId} hostName={row.hostName} /> },
          ...holds.map((hold) => ({ key: hold.id, label: t(`holds.kindOf.${hold.kind}`), value: <HeldBy hold={hold} /> })),
        ]}
      />
      <WhyThen row={row} />
      <ReminderActions row={row} />
    </div>
  );
}

function Later({ row }: { row: PlannedReminder }) {
  return (
    <span className="row">
      <PlanStateTag row={row} /> <LeavesAt row={row} /> {row.once !== null && <CancelOnce id={row.once} name={row.clientName} />}
    </span>
  );
}

function Last({ clientId, hostName }: { clientId: ClientId; hostName: string }) {
  const { t } = useTranslation('reminders');
  const { dateTime } = useFormat();
  const rows = useQuery(orpc.reminders.history.queryOptions({ input: { clientId, limit: 20 } })).data?.rows ?? [];
  const last = rows.find((row) => row.hostName === hostName);
  if (last === undefined) return t('client.lastNone');
  return (
    <span className="row">
      {last.outboxId === null ? dateTime(last.at) : <a href={`#/sending/${last.outboxId}`}>{dateTime(last.at)}</a>} <PastState row={last} />
    </span>
  );
}

function HeldBy({ hold: { reason, author, untilOn } }: { hold: Hold }) {
  const { t } = useTranslation(['reminders', 'common']);
  const { short } = useDayWords();
  const end = untilOn === null ? t('list.heldOpen') : t('list.heldUntil', { on: short(untilOn) });
  return [reason, author || t('common:notNamed'), end].filter((part) => part !== '').join(' · ');
}
