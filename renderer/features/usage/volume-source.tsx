import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { RelativeTime } from '../../ui/time.tsx';

/** Below the table: which stretch of time, and of each pack when its figures were read. */
export function VolumeSource({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation(['usage', 'connections']);
  const { dateTime } = useFormat();
  const connections = useQuery(orpc.connections.list.queryOptions({ input: {} })).data ?? [];
  return (
    <footer className="soft small volume-source">
      <p>{t('source.window', { from: dateTime(from), to: dateTime(to) })}</p>
      <ul>
        {connections.map(({ packId, packName, hostId, kind, usageAt, state }) => (
          <li key={packId}>
            <a href={`#/hosts/${hostId}/packs/${packId}`}>{packName}</a> · {t(`connections:kind.${kind}`)}:{' '}
            {usageAt === null ? (
              t('source.never')
            ) : (
              <>
                {t('source.read')} <RelativeTime at={usageAt} />
              </>
            )}
            {(state === 'failing' || state === 'refused') && ` – ${t(`source.${state}`)}`}
          </li>
        ))}
      </ul>
      <p>{t('source.perRow')}</p>
    </footer>
  );
}
