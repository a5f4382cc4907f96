import { useQuery } from '@tanstack/react-query';
import { FolderCheck, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../src/contract/incidents.ts';
import { client, orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { TextField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { useAct } from './use-case.ts';
import { useMissing } from './use-missing.ts';

/** The end of a case: what is still missing, then closing it; of a closed one, the way back. */
export function CloseCard({ incident }: { incident: Incident }) {
  return incident.closedAt === null ? <CloseOpen incident={incident} /> : <ReopenClosed incident={incident} />;
}

function CloseOpen({ incident: { id, reference, findings, steps } }: { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  const open = steps.filter(({ state }) => state === 'open' || state === 'waiting').length;
  const missing = useMissing(findings);
  const letters = useQuery(orpc.letters.list.queryOptions({ input: { incidentId: id } })).data;
  const queued = letters?.filter(({ state }) => state === 'queued').length ?? 0;
  const isReady = open === 0 && missing === '';
  const onClosed = () => ({ text: t('close.done', { reference }) });
  const close = useAct(() => client.incidents.close({ id }), onClosed);
  return (
    <Card title={t('close.title')}>
      {isReady ? (
        <p className="prose">
          {t('close.ready')} {queued > 0 && t('close.queued', { count: queued })}
        </p>
      ) : (
        <div className="prose">
          <p>{t('close.missing')}</p>
          <ul className="case-before">
            {open > 0 && <li>{t('close.steps', { count: open })}</li>}
            {missing !== '' && <li>{t('close.findings', { list: missing })}</li>}
          </ul>
        </div>
      )}
      <div className="row">
        <Button
          id="close-case"
          variant={isReady ? 'primary' : 'secondary'}
          icon={FolderCheck}
          isDisabled={!isReady}
          isPending={close.isPending}
          onPress={() => close.mutate(undefined)}
        >
          {t('close.do')}
        </Button>
      </div>
    </Card>
  );
}

function ReopenClosed({ incident }: { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className="row">
        <Button icon={FolderOpen} onPress={() => setAsking(true)}>
          {t('close.reopen')}
        </Button>
      </div>
      {asking && <ReopenDialog incident={incident} onClose={() => setAsking(false)} />}
    </>
  );
}

function ReopenDialog({ incident: { id, reference }, onClose }: { incident: Incident; onClose(): void }) {
  const { t } = useTranslation(['incidentsScreen', 'common']);
  const [reason, setReason] = useState('');
  const reopen = useAct(
    () => client.incidents.reopen({ id, reason }),
    () => ({ text: t('close.reopened', { reference }) }),
  );
  return (
    <Dialog
      title={t('close.reopenTitle', { reference })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={reason.trim() === ''} isPending={reopen.isPending} onPress={() => reopen.mutate(undefined)}>
            {t('close.reopenDo')}
          </Button>
        </>
      }
    >
      <TextField label={t('close.reason')} hint={t('close.reasonHint')} wide autoFocus value={reason} onChange={setReason} />
    </Dialog>
  );
}
