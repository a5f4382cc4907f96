import { useQuery } from '@tanstack/react-query';
import { FileSearch, ScanSearch, UserSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VerdictId } from '../../../src/contract/ids.ts';
import type { Incident } from '../../../src/contract/incidents.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { OutcomeTag } from '../culprits/index.ts';
import { useAct } from './use-case.ts';

/** The way to who caused it, and what earlier analyses of the pack found: one of them can be taken over. */
export function FindCulprit({ incident: { packId, origin, closedAt, occurredAt, id } }: { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  const { dateTime } = useFormat();
  const verdicts = useQuery(orpc.incidents.analyses.queryOptions({ input: { id } })).data ?? [];
  const take = useAct(
    (verdictId: VerdictId) => client.incidents.takeVerdict({ id, verdictId }),
    () => ({ text: t('tool.verdictUsed') }),
  );
  return (
    <div className="stack">
      <div className="row">
        <LinkButton to={origin.alertId === null ? `/incidents/packs/${packId}` : `/incidents/alerts/${origin.alertId}`} icon={ScanSearch}>
          {t('tool.cause')}
        </LinkButton>
        <LinkButton to="/incidents/logs" variant="quiet" icon={FileSearch}>
          {t('tool.logs')}
        </LinkButton>
      </div>
      {verdicts.length > 0 && (
        <ul className="case-verdicts" aria-label={t('tool.earlier')}>
          {verdicts.map((verdict) => (
            <li key={verdict.id}>
              <VerdictLine verdict={verdict} />
              {verdict.apart.map((what) => (
                <p key={what} className="soft small">
                  {t(`tool.apart.${what}`, { date: dateTime(occurredAt) })}
                </p>
              ))}
              {closedAt === null && origin.verdictId !== verdict.id && (
                <Button variant="quiet" icon={UserSearch} isPending={take.isPending} onPress={() => take.mutate(verdict.id)}>
                  {t('tool.useVerdict')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Verdict = Awaited<ReturnType<typeof client.incidents.analyses>>[number];

function VerdictLine({ verdict: { id, at, outcome, names } }: { verdict: Verdict }) {
  const { dateTime, list } = useFormat();
  return (
    <span className="row">
      <a href={`#/incidents/verdicts/${id}`}>{dateTime(at)}</a>
      <OutcomeTag outcome={outcome} />
      <span>{list(names)}</span>
    </span>
  );
}
