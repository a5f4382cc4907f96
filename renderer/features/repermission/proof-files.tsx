import { useMutation } from '@tanstack/react-query';
import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Repermission, RepermissionFile } from '../../../src/contract/repermission.ts';
import { client, orpc } from '../../client/client.ts';
import { downloadFile, putFile } from '../../client/files.ts';
import { useFormat } from '../../i18n/format.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

const PURPOSES = RepermissionFile.shape.purpose.options;
const ACCEPTED = ['.pdf', '.png', '.jpg', '.jpeg', '.eml', '.xlsx', '.csv', '.txt'];

/** The proofs that the client sent. */
export function ProofFiles({ plan, isClosed }: { plan: Repermission; isClosed: boolean }) {
  const { t } = useTranslation('repermissionScreen');
  const changes = plan.state !== 'over' && !isClosed;
  return (
    <div className="stack">
      <h3>{t('proofs')}</h3>
      {plan.files.length === 0 ? <p className="soft">{t('noProofs')}</p> : <FileTable plan={plan} changes={changes} />}
      {changes && <AddProof id={plan.id} />}
    </div>
  );
}

function FileTable({ plan: { id, files }, changes }: { plan: Repermission; changes: boolean }) {
  const { t } = useTranslation(['repermissionScreen', 'common']);
  const format = useFormat();
  const detach = useMutation(orpc.repermission.detach.mutationOptions());
  const download = async (fileId: RepermissionFile['id']) => downloadFile((await client.repermission.file({ id, fileId })).fileRef);
  const takeAway = ({ id: fileId, name }: RepermissionFile) =>
    detach.mutate({ id, fileId }, { onSuccess: () => toast({ text: t('proofGone', { name }), undo: () => detach.mutate({ id, fileId, back: true }) }) });
  return (
    <Table
      stacks
      label={t('proofs')}
      rows={files}
      rowKey={(file) => file.id}
      columns={[
        { id: 'name', header: t('column.file'), cell: ({ name }) => name },
        { id: 'purpose', header: t('column.proves'), cell: ({ purpose }) => t(`purpose.${purpose}`) },
        { id: 'size', header: t('column.size'), numeric: true, cell: ({ sizeBytes }) => format.fileSize(sizeBytes) },
        { id: 'added', header: t('column.added'), cell: ({ addedAt }) => <DateTime at={addedAt} /> },
        {
          id: 'acts',
          header: t('column.acts'),
          actions: true,
          cell: (file) => (
            <span className="row">
              <IconButton icon={Download} label={t('getProof', { name: file.name })} onPress={() => toastFailure(download(file.id))} />
              {changes && <IconButton icon={Trash2} label={t('dropProof', { name: file.name })} onPress={() => takeAway(file)} />}
            </span>
          ),
        },
      ]}
    />
  );
}

function AddProof({ id }: Pick<Repermission, 'id'>) {
  const { t } = useTranslation('repermissionScreen');
  const [purpose, setPurpose] = useState<RepermissionFile['purpose']>('consent');
  const attach = useMutation({ mutationFn: async (file: File) => client.repermission.attach({ id, purpose, fileRef: await putFile(file) }) });
  return (
    <div className="stack">
      <Select
        label={t('form.purpose')}
        value={purpose}
        onChange={(each) => setPurpose(each)}
        options={PURPOSES.map((each) => ({ id: each, label: t(`purpose.${each}`) }))}
      />
      <FileDrop label={t('dropHere')} choose={t('choose')} accept={ACCEPTED} onFile={(file) => attach.mutate(file)} />
      {attach.error !== null && <ErrorNotice error={attach.error} />}
    </div>
  );
}
