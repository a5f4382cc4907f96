import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { listNamed } from './list-name.rules.ts';
import { Removals } from './removal-steps.tsx';
import './blocklists.css';

/** How and where a list takes requests, by the catalogue; nothing where it knows no such list. */
export function ListRemoval({ list, listed }: { list: string; listed: string }) {
  const { t } = useTranslation('blocklists');
  const catalogue = useQuery(orpc.blocklists.catalogue.queryOptions({ input: {} }));
  const known = listNamed(catalogue.data ?? [], { list, listed });
  if (known === undefined || known.removals.length === 0) return null;
  return (
    <details>
      <summary>{t('removal.of', { name: known.name })}</summary>
      <div className="stack">
        <Removals list={known} />
      </div>
    </details>
  );
}
