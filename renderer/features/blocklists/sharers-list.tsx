import { useTranslation } from 'react-i18next';
import type { BlocklistDetail } from '../../../src/contract/blocklists.ts';

/** Clients who send from the same address: all of them are hit, one of them is the cause perhaps. */
export function SharersList({ pack }: { pack: BlocklistDetail['sharers'][number] }) {
  const { t } = useTranslation('blocklists');
  return (
    <section className="stack">
      <h3>{t('sharers.title', { count: pack.total, pack: pack.packName })}</h3>
      <details>
        <summary>{t('sharers.show')}</summary>
        <ul className="sharers">
          {pack.accounts.map(({ clientId, clientName, domain }) => (
            <li key={`${clientId} ${domain}`}>
              <a href={`#/clients/${clientId}`}>{clientName}</a> <span className="soft">{domain}</span>
            </li>
          ))}
        </ul>
        {pack.total > pack.accounts.length && <p className="soft">{t('sharers.more', { count: pack.total - pack.accounts.length })}</p>}
      </details>
    </section>
  );
}
