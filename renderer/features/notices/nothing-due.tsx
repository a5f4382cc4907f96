import { CircleCheckBig, FileText, Server, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { client } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/display.tsx';

type Today = Awaited<ReturnType<typeof client.system.today>>;

/** Nobody is due: because something has to come first, or because all is done. */
export function NothingDue({ today }: { today: Today }) {
  const { t } = useTranslation('notices');
  if (today.hosts === 0) {
    return (
      <EmptyState
        icon={Server}
        title={t('empty.noHost')}
        actions={
          <LinkButton variant="primary" to="/hosts/new">
            {t('empty.addHost')}
          </LinkButton>
        }
      >
        {t('empty.noHostWhy')}
      </EmptyState>
    );
  }
  if (today.clients === 0) {
    return (
      <EmptyState
        icon={Users}
        title={t('empty.noClients')}
        actions={
          <LinkButton variant="primary" to="/clients/import">
            {t('empty.import')}
          </LinkButton>
        }
      >
        {t('empty.noClientsWhy')}
      </EmptyState>
    );
  }
  const [host] = today.hostsWithoutPolicy;
  if (host !== undefined) {
    return (
      <EmptyState
        icon={FileText}
        title={t('empty.noPolicy')}
        actions={
          <LinkButton variant="primary" to={`/hosts/${host.id}/publish`}>
            {t('empty.publish')}
          </LinkButton>
        }
      >
        {t('empty.noPolicyWhy')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={CircleCheckBig}
      title={t('empty.allTold')}
      actions={
        <>
          <LinkButton to="/notices/proof">{t('empty.seeProof')}</LinkButton>
          <LinkButton to="/sending">{t('empty.seeSending')}</LinkButton>
        </>
      }
    >
      {t('empty.allToldWhy')}
    </EmptyState>
  );
}
