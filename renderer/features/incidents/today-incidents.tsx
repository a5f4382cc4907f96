import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../../src/contract/incidents.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { useWhat } from './case-words.ts';
import { KindWord, Lateness } from './cases-table.tsx';
import './incidents.css';

/** On Today, before all else: the cases that are due, late or forgotten, each with its one next action. */
export function TodayIncidents() {
  const { t } = useTranslation('incidentsScreen');
  const incidents = useQuery(orpc.system.today.queryOptions({ input: {} })).data?.incidents;
  if (incidents === undefined || incidents.due === 0) return null;
  return (
    <Card flush title={t('today.title', { count: incidents.due })} actions={<LinkButton to="/incidents">{t('today.all')}</LinkButton>}>
      <ul>
        {incidents.first.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ row }: { row: IncidentRow }) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const { date } = useFormat();
  const what = useWhat();
  const { id, reference, packName, next, stale } = row;
  return (
    <li className="today-case">
      <div className="stack" data-gap="s">
        <div className="row">
          <KindWord kind={row.kind} />
          <strong>{what(row)}</strong>
          <span className="soft small">
            {reference} · {packName}
          </span>
          <Lateness next={next} stale={stale} />
        </div>
        {next !== null && (
          <p>
            {t('head.next', { step: t(`incidents:step.${next.step}`) })}
            <span className="soft"> · {t('head.nextWho', { actor: t(`incidents:actor.${next.actor}`), date: date(next.on) })}</span>
          </p>
        )}
      </div>
      <LinkButton to={`/incidents/cases/${id}`} variant="primary" icon={ChevronRight}>
        {t('today.do')}
      </LinkButton>
    </li>
  );
}
