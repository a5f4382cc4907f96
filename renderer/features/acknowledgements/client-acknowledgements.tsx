import { useQuery } from '@tanstack/react-query';
import { FilePen, Phone, Plus, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { Language } from '../../../src/shared/language.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Menu } from '../../ui/overlay.tsx';
import { HostAcknowledgement } from './host-acknowledgement.tsx';
import { ManualDialog } from './manual-dialog.tsx';
import type { ManualProof } from './use-manual-proof.ts';
import './acknowledgements.css';

interface Person {
  readonly id: ClientId;
  readonly name: string;
  readonly language: Language;
}

/** What one client acknowledged at each host, his reply code, and the ways to record what no mail shows. */
export function ClientAcknowledgements({ client }: { client: Person }) {
  const { t } = useTranslation('replies');
  const query = useQuery(orpc.acknowledgements.ofClient.queryOptions({ input: { clientId: client.id } }));
  const [adding, setAdding] = useState<ManualProof['kind']>();
  return (
    <Card
      title={t('state.title')}
      actions={
        <Menu
          trigger={<Button icon={Plus}>{t('manual.menu')}</Button>}
          actions={[
            { id: 'note', label: t('manual.note'), icon: Phone, run: () => setAdding('phone') },
            { id: 'byHand', label: t('manual.byHand'), icon: Send, run: () => setAdding('sent_by_hand') },
            { id: 'signed', label: t('manual.signed'), icon: FilePen, run: () => setAdding('signed') },
          ]}
        />
      }
    >
      <Loaded query={query}>
        {(hosts) => (
          <>
            {hosts.length === 0 && <p className="soft">{t('state.noAccounts')}</p>}
            {hosts.map((host) => (
              <HostAcknowledgement key={host.hostId} host={host} language={client.language} />
            ))}
            {adding !== undefined && <ManualDialog proof={{ kind: adding, client, hosts }} onClose={() => setAdding(undefined)} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}
