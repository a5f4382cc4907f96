import { CircleCheckBig, FileText, Server, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { client } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/display.tsx';

type Today = Awaited<ReturnType<typeof client.system.today>>;

const FIRST = {
  noHost: { icon: Server, why: 'noHostWhy', action: 'addHost' },
  noClients: { icon: Users, why: 'noClientsWhy', action: 'import' },
  noPolicy: { icon: FileText, why: 'noPolicyWhy', action: 'publish' },
} as const;

/** What has to come before anybody can be due, and where it is done; null when nothing is missing. */
function missingStep(today: Today): { readonly step: keyof typeof FIRST; readonly to: string } | null {
  if (today.hosts === 0) return { step: 'noHost', to: '/hosts/new' };
  if (today.clients === 0) return { step: 'noClients', to: '/clients/import' };
  const [host] = today.hostsWithoutPolicy;
  return host === undefined ? null : { step: 'noPolicy', to: `/hosts/${host.id}/publish` };
}

/** Nobody is due: because something has to come first, or because all is done. */
export function NothingDue({ today }: { today: Today }) {
  const { t } = useTranslation('notices');
  const missing = missingStep(today);
  if (missing === null) return <AllTold />;
  const { icon, why, action } = FIRST[missing.step];
  return (
    <EmptyState
      icon={icon}
      title={t(`empty.${missing.step}`)}
      actions={
        <LinkButton variant="primary" to={missing.to}>
          {t(`empty.${action}`)}
        </LinkButton>
      }
    >
      {t(`empty.${why}`)}
    </EmptyState>
  );
}

function AllTold() {
  const { t } = useTranslation('notices');
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
