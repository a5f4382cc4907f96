import { useTranslation } from 'react-i18next';
import type { Host } from '../../../src/contract/hosts.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import { LinkButton } from '../../ui/button.tsx';
import { StateTag } from '../../ui/display.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { ConnectionTag } from './connection-state.tsx';
import { useConnections } from './use-connections.ts';

/** How reading the panel of a pack goes; a pack that is not connected says so. */
export function PackState({ packId }: { packId: PackId }) {
  const { t } = useTranslation('connections');
  const connections = useConnections().data;
  const connection = connections?.find((each) => each.packId === packId);
  if (connections === undefined) return null;
  return connection === undefined ? <StateTag tone="unknown">{t('pack.none')}</StateTag> : <ConnectionTag {...connection} />;
}

/** Which panel a pack is read from and how that goes, with the way there. */
export function PackConnection({ pack: { id, hostId, name } }: { pack: Host['packs'][number] }) {
  const { t } = useTranslation('connections');
  const { data } = useConnections();
  if (data === undefined) return null;
  const connection = data.find(({ packId }) => packId === id);
  const to = `/hosts/${hostId}/packs/${id}`;
  if (connection === undefined) {
    return (
      <span className="row">
        <StateTag tone="unknown">{t('pack.none')}</StateTag>
        <LinkButton to={to}>
          {t('pack.connect')}
          <span className="visually-hidden"> ({name})</span>
        </LinkButton>
      </span>
    );
  }
  return (
    <span className="row">
      <ConnectionTag {...connection} />
      <span>{t(`kind.${connection.kind}`)}</span>
      {connection.accountsAt !== null && (
        <span className="soft small">
          {t('pack.read')} <RelativeTime at={connection.accountsAt} />
        </span>
      )}
      <LinkButton to={to}>
        {t('pack.open')}
        <span className="visually-hidden"> ({name})</span>
      </LinkButton>
    </span>
  );
}
