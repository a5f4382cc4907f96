import { useMutation } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceRow } from '../../../src/contract/evidence.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';

/** A person's word, and what an answer was taken for, can be taken back by a person; what the app saw itself is nobody's to take back. */
function isJudgement({ origin, rung, revoked }: EvidenceRow): boolean {
  return revoked === null && (origin === 'hand' || origin === 'import' || (origin === 'mail' && rung === 'replied'));
}

/** Takes a proof back with a reason. */
export function RevokeProof({ row, onRevoked }: { row: EvidenceRow; onRevoked(row: EvidenceRow): void }) {
  const { t } = useTranslation('evidenceScreen');
  const [asks, setAsks] = useState(false);
  if (!isJudgement(row)) return null;
  return (
    <div className="row">
      <Button icon={Undo2} onPress={() => setAsks(true)}>
        {t('revoke.open')}
      </Button>
      <Dialog title={t('revoke.title')} isOpen={asks} onOpenChange={setAsks} decides>
        <ReasonForm
          row={row}
          onKeep={() => setAsks(false)}
          onRevoked={(after) => {
            setAsks(false);
            onRevoked(after);
          }}
        />
      </Dialog>
    </div>
  );
}

function ReasonForm({ row, onKeep, onRevoked }: { row: EvidenceRow; onKeep(): void; onRevoked(row: EvidenceRow): void }) {
  const { t } = useTranslation('evidenceScreen');
  const [reason, setReason] = useState('');
  const revoke = useMutation({
    mutationFn: () => client.evidence.revoke({ id: row.id, reason: reason.trim() }),
    onSuccess: (after) => {
      toast({ text: t('revoke.done') });
      onRevoked(after);
    },
  });
  return (
    <div className="stack">
      <p className="prose">{t('revoke.text', { client: row.clientName })}</p>
      <TextArea label={t('revoke.reason')} hint={t('revoke.reasonHint')} value={reason} onChange={setReason} rows={3} maxLength={1000} wide isRequired />
      {revoke.error !== null && <ErrorNotice error={revoke.error} />}
      <div className="row" data-justify="end">
        <Button onPress={onKeep}>{t('revoke.cancel')}</Button>
        <Button variant="danger" icon={Undo2} isDisabled={reason.trim() === ''} isPending={revoke.isPending} onPress={() => revoke.mutate()}>
          {t('revoke.do')}
        </Button>
      </div>
    </div>
  );
}
