import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../src/contract/incidents.ts';
import type { ToldClient } from '../../../src/contract/letters.ts';
import { orpc } from '../../client/client.ts';
import { Loaded } from '../../ui/loading.tsx';
import { DateTime } from '../../ui/time.tsx';
import { RungTag } from '../evidence/index.ts';
import './letters.css';

/** Which evidence lies ready for the letters of a case: per client, what he was told, when and how far that is proved. */
export function ToldPanel({ incident: { id } }: { readonly incident: Incident }) {
  const { t } = useTranslation('lettersScreen');
  const query = useQuery(orpc.letters.told.queryOptions({ input: { incidentId: id } }));
  return (
    <section className="stack" aria-label={t('told.title')}>
      <Loaded query={query}>
        {(clients) => (
          <>
            {clients.length === 0 && <p>{t('told.nobody')}</p>}
            {clients.map((client) => (
              <Told key={client.clientId} client={client} />
            ))}
            {clients.some(({ evidence }) => evidence.length > 0) && <p className="soft small prose">{t('told.goesWith')}</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Told({ client: { clientId, name, evidence } }: { client: ToldClient }) {
  const { t } = useTranslation('lettersScreen');
  return (
    <div className="stack" data-gap="s">
      <h4>
        <a href={`#/clients/${clientId}`}>{name}</a>
      </h4>
      {evidence.length === 0 && <p>{t('told.none')}</p>}
      {evidence.length > 0 && (
        <ul className="letter-list">
          {evidence.map(({ id, rung, happenedAt, versionId, versionNumber }) => (
            <li key={id} className="row">
              <RungTag rung={rung} />
              <DateTime at={happenedAt} />
              <a href={`#/versions/${versionId}`}>{t('told.version', { number: versionNumber })}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
