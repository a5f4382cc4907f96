import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../src/contract/incidents.ts';
import type { ToldClient } from '../../../src/contract/letters.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { DateTime } from '../../ui/time.tsx';
import { RungTag } from '../evidence/index.ts';
import './letters.css';

/** Which evidence lies ready for the letters of a case: per client, what he was told, when and how far that is proved; where there is none, what can still be done. */
export function ToldPanel({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation('lettersScreen');
  const query = useQuery(orpc.letters.told.queryOptions({ input: { incidentId: incident.id } }));
  return (
    <section className="stack" aria-label={t('told.title')}>
      <Loaded query={query}>
        {(clients) => (
          <>
            {clients.length === 0 && <p>{t('told.nobody')}</p>}
            {clients.map((client) => (
              <Told key={client.clientId} client={client} incident={incident} />
            ))}
            {clients.some(({ evidence }) => evidence.length > 0) && <p className="soft small prose">{t('told.goesWith')}</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

interface ToldProps {
  client: ToldClient;
  incident: Incident;
}

function Told({ client: { clientId, name, evidence }, incident: { occurredAt, closedAt } }: ToldProps) {
  const { t } = useTranslation('lettersScreen');
  const isBefore = ({ happenedAt }: ToldClient['evidence'][number]) => happenedAt <= occurredAt;
  const isProved = evidence.some(isBefore);
  return (
    <div className="stack" data-gap="s">
      <h4>
        <a href={`#/clients/${clientId}`}>{name}</a>
      </h4>
      {!isProved && <p>{t(evidence.length === 0 ? 'told.none' : 'told.onlyAfter')}</p>}
      {evidence.length > 0 && (
        <ul className="letter-list">
          {evidence.map((each) => (
            <li key={each.id} className="row">
              <RungTag rung={each.rung} />
              <DateTime at={each.happenedAt} />
              <a href={`#/versions/${each.versionId}`}>{t('told.version', { number: each.versionNumber })}</a>
              {!isBefore(each) && <span className="badge">{t('told.after')}</span>}
            </li>
          ))}
        </ul>
      )}
      {!isProved && closedAt === null && <StillNow clientId={clientId} name={name} />}
    </div>
  );
}

/** The way out, and what it is not: nothing that is sent now was known before. */
function StillNow({ clientId, name }: Pick<ToldClient, 'clientId' | 'name'>) {
  const { t } = useTranslation('lettersScreen');
  return (
    <>
      <p className="soft prose">{t('told.now')}</p>
      <div className="row">
        <LinkButton to="/notices" icon={Send}>
          {t('told.send')}
        </LinkButton>
        <LinkButton to={`/clients/${clientId}`} variant="quiet">
          {t('told.client', { name })}
        </LinkButton>
      </div>
    </>
  );
}
