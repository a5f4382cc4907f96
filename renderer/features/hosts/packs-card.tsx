import { useMutation } from '@tanstack/react-query';
import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../src/contract/hosts.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { PackConnection } from '../connections/index.ts';
import { NameDialog } from './name-dialog.tsx';

interface EditedPack {
  /** Undefined = a new one. */
  readonly id?: PackId;
  readonly name: string;
}

/** The reseller packs bought at a host. */
export function PacksCard({ host }: { host: Host }) {
  const { t } = useTranslation('hosts');
  const [edited, setEdited] = useState<EditedPack>();
  return (
    <Card
      flush
      title={t('packs.title')}
      actions={
        <Button variant="quiet" icon={Plus} onPress={() => setEdited({ name: '' })}>
          {t('packs.add')}
        </Button>
      }
    >
      <Table
        label={t('packs.title')}
        rows={host.packs}
        rowKey={(pack) => pack.id}
        columns={[
          { id: 'name', header: t('new.packName'), cell: (pack) => pack.name },
          { id: 'panel', header: t('packs.connection'), cell: (pack) => <PackConnection pack={pack} /> },
          {
            id: 'edit',
            header: t('packs.actions'),
            numeric: true,
            cell: (pack) => <IconButton icon={Pencil} label={t('packs.rename', { name: pack.name })} onPress={() => setEdited(pack)} />,
          },
        ]}
      />
      {edited !== undefined && <PackDialog host={host} pack={edited} onClose={() => setEdited(undefined)} />}
    </Card>
  );
}

function PackDialog({ host, pack: { id, name }, onClose }: { host: Host; pack: EditedPack; onClose(): void }) {
  const { t } = useTranslation('hosts');
  const add = useMutation(orpc.hosts.addPack.mutationOptions());
  const rename = useMutation(orpc.hosts.renamePack.mutationOptions());
  return (
    <NameDialog
      title={id === undefined ? t('packs.add') : t('packs.rename', { name })}
      label={t('new.packName')}
      name={name}
      onClose={onClose}
      onSave={async (typed) => {
        await (id === undefined ? add.mutateAsync({ hostId: host.id, name: typed }) : rename.mutateAsync({ id, name: typed }));
      }}
    />
  );
}
