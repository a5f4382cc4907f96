import { useMutation, useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BatchId } from '../../../src/contract/ids.ts';
import type { ImportPreview } from '../../../src/contract/imports.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

interface ResultStepProps {
  result: { readonly batchId: string; readonly totals: ImportPreview['totals'] };
  onAgain(): void;
}

/** What was done, the way back, and what comes next. */
export function ResultStep({ result, onAgain }: ResultStepProps) {
  const { t } = useTranslation('imports');
  const undo = useMutation(orpc.imports.undo.mutationOptions());
  const { create, update, unchanged, merge, skip, reject } = result.totals;
  if (undo.data !== undefined) {
    return (
      <Notice tone="ok" title={t('result.undone')} actions={<Button onPress={onAgain}>{t('result.again')}</Button>}>
        {t('result.undoneWhat', { removed: undo.data.removed, restored: undo.data.restored })}
      </Notice>
    );
  }
  return (
    <>
      {undo.error !== null && <ErrorNotice error={undo.error} />}
      <Card title={t('result.title', { count: create + update })}>
        <ul className="prose">
          <li>{t('result.created', { count: create })}</li>
          <li>{t('result.updated', { count: update })}</li>
          <li>{t('result.others', { unchanged, merge, skip, reject })}</li>
        </ul>
        <div className="row">
          <NextStep />
          <LinkButton to="/clients">{t('result.toClients')}</LinkButton>
          <Button onPress={onAgain}>{t('result.again')}</Button>
          <Button variant="quiet" icon={Undo2} isPending={undo.isPending} onPress={() => undo.mutate({ batchId: BatchId.parse(result.batchId) })}>
            {t('batches.undo')}
          </Button>
        </div>
      </Card>
    </>
  );
}

/** A policy first, if a host has none; then whom to tell. */
function NextStep() {
  const { t } = useTranslation('imports');
  const needsPolicy = useQuery(orpc.system.today.queryOptions({ input: {} })).data?.hostsWithoutPolicy[0];
  return (
    <LinkButton to={needsPolicy === undefined ? '/notices' : `/hosts/${needsPolicy.id}/publish`} variant="primary" size="large">
      {needsPolicy === undefined ? t('result.toNotices') : t('result.toPolicy')}
    </LinkButton>
  );
}
