import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CircleX, Undo2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyVerdict } from '../../../src/contract/acknowledgements.ts';
import type { EvidenceId, ReplyId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { describeError } from '../../client/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';

interface Undecided {
  readonly id: ReplyId;
  readonly clientName: string;
  readonly verdict: ReplyVerdict;
  /** The notice was sent to nobody: there is nothing to acknowledge. */
  readonly practised: boolean;
  readonly evidenceId: EvidenceId | null;
}

/**
 * A person says whether a reply acknowledges, or takes that back. Neither answer stands out: nobody should prove by pressing Enter what the
 * writer did not say. Nothing to decide about what a program wrote or what was recognised by itself.
 */
export function DecideReply({ reply }: { reply: Undecided }) {
  const place = useRef<HTMLDivElement>(null);
  const open = reply.verdict === 'to_read' || (reply.verdict === 'declined' && !reply.practised);
  if (reply.evidenceId === null && !open) return null;
  // What was pressed goes away with the decision: its place keeps the focus.
  const onDone = () => place.current?.focus();
  return (
    <div ref={place} tabIndex={-1} className="decide">
      {reply.evidenceId === null ? <Decision reply={reply} onDone={onDone} /> : <TakeBack evidenceId={reply.evidenceId} onDone={onDone} />}
    </div>
  );
}

/** Says what a reply means, and offers to take that back at once. */
function useDecision(reply: Undecided, onDone: () => void) {
  const { t } = useTranslation('replies');
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: async (acknowledges: boolean) => {
      await client.acknowledgements.decide({ id: reply.id, acknowledges, note });
      return acknowledges ? (await client.acknowledgements.reply({ id: reply.id })).evidenceId : null;
    },
    onSuccess: (evidenceId) => {
      setNote('');
      onDone();
      const undo = evidenceId === null ? {} : { undo: () => void takeBack(evidenceId, t('decide.takeBackReason')) };
      toast({ text: evidenceId === null ? t('decide.doneNo') : t('decide.doneYes', { client: reply.clientName }), ...undo });
    },
  });
  return { note, setNote, decide };
}

function Decision({ reply, onDone }: { reply: Undecided; onDone(): void }) {
  const { t } = useTranslation('replies');
  const why = useId();
  const { note, setNote, decide } = useDecision(reply, onDone);
  return (
    <section className="stack" data-gap="s">
      <h3>{t('decide.title')}</h3>
      <p className="soft prose">{t('decide.why')}</p>
      <TextArea label={t('decide.note')} hint={t('decide.noteHint')} value={note} onChange={setNote} rows={2} maxLength={1000} wide />
      {decide.error !== null && <ErrorNotice error={decide.error} />}
      {reply.practised && (
        <p id={why} className="prose">
          {t('decide.practised')}
        </p>
      )}
      <div className="row">
        <Button
          icon={CircleCheck}
          isDisabled={reply.practised}
          {...(reply.practised && { 'aria-describedby': why })}
          isPending={decide.isPending && decide.variables}
          onPress={() => decide.mutate(true)}
        >
          {t('decide.yes')}
        </Button>
        {reply.verdict !== 'declined' && (
          <Button icon={CircleX} isPending={decide.isPending && !decide.variables} onPress={() => decide.mutate(false)}>
            {t('decide.no')}
          </Button>
        )}
      </div>
    </section>
  );
}

function TakeBack({ evidenceId, onDone }: { evidenceId: EvidenceId; onDone(): void }) {
  const { t } = useTranslation('replies');
  const [reason, setReason] = useState('');
  const revoke = useMutation({
    mutationFn: () => client.evidence.revoke({ id: evidenceId, reason: reason.trim() }),
    onSuccess: () => {
      onDone();
      toast({ text: t('decide.takenBack') });
    },
  });
  return (
    <section className="stack" data-gap="s">
      <h3>{t('decide.takeBack')}</h3>
      <TextArea label={t('decide.reason')} hint={t('decide.reasonHint')} value={reason} onChange={setReason} rows={2} maxLength={1000} wide />
      {revoke.error !== null && <ErrorNotice error={revoke.error} />}
      <div className="row">
        <Button icon={Undo2} isDisabled={reason.trim() === ''} isPending={revoke.isPending} onPress={() => revoke.mutate()}>
          {t('decide.takeBack')}
        </Button>
      </div>
    </section>
  );
}

/** Takes a proof back from a toast, where there is no place for an error but another toast. */
export async function takeBack(id: EvidenceId, reason: string): Promise<void> {
  try {
    await client.evidence.revoke({ id, reason });
  } catch (error) {
    toast({ text: describeError(error).sentence, tone: 'stopped' });
  }
}
