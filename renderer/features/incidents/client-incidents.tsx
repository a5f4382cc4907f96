import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Card } from '../../ui/display.tsx';
import { CasesTable } from './cases-table.tsx';

/** The cases a client is concerned by; nothing while there are none. */
export function ClientIncidents({ clientId }: { clientId: ClientId }) {
  const { t } = useTranslation('incidentsScreen');
  const rows = useQuery(orpc.incidents.list.queryOptions({ input: { show: 'all', clientId } })).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Card flush title={t('client.title')}>
      <CasesTable rows={rows} label={t('client.title')} />
    </Card>
  );
}
