import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { toast } from '../../ui/toasts.tsx';

/** Earlier imports, each with the way back. */
export function BatchesCard() {
  const { t } = useTranslation('imports');
  const batches = useQuery(orpc.imports.batches.queryOptions({ input: {} }));
  const undo = useMutation(orpc.imports.undo.mutationOptions({ onSuccess: () => toast({ text: t('result.undone') }) }));
  if (batches.data === undefined || batches.data.length === 0) return null;
  return (
    <>
      {undo.error !== null && <ErrorNotice error={undo.error} />}
      <Card flush title={t('batches.title')}>
        <Table
          label={t('batches.title')}
          rows={batches.data}
          rowKey={(batch) => batch.id}
          columns={[
            { id: 'file', header: t('batches.file'), cell: (batch) => batch.fileName || t('pastedText') },
            { id: 'when', header: t('batches.when'), cell: (batch) => <DateTime at={batch.importedAt} /> },
            { id: 'pack', header: t('source.packLabel'), cell: (batch) => batch.packName },
            {
              id: 'what',
              header: t('batches.what'),
              cell: (batch) => t('batches.counts', { create: batch.totals.create, update: batch.totals.update, reject: batch.totals.reject }),
            },
            {
              id: 'undo',
              header: t('batches.undo'),
              cell: (batch) =>
                batch.undoneAt === null ? (
                  <Button variant="quiet" isPending={undo.isPending && undo.variables?.batchId === batch.id} onPress={() => undo.mutate({ batchId: batch.id })}>
                    {t('batches.undoOf', { file: batch.fileName || t('pastedText') })}
                  </Button>
                ) : (
                  <StateTag tone="unknown">{t('batches.undone')}</StateTag>
                ),
            },
          ]}
        />
      </Card>
    </>
  );
}
