import { useMutation } from '@tanstack/react-query';
import { Copy, Download, MessageSquareReply, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import type { DossierItemId } from '../../../src/shared/dossiers.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { toastFailure } from '../../ui/toasts.tsx';
import { Track } from '../../ui/track.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { ExportButton } from './export-button.tsx';
import { GivenDialog } from './given-dialog.tsx';
import { Standing } from './standing.tsx';
import { DossierTag } from './state-tag.tsx';
import { show, useAct } from './use-dossier.ts';

interface StateCardProps {
  dossier: Dossier;
  onChoose(item: DossierItemId): void;
}

/** Where the application stands, what is missing, and what comes next. */
export function StateCard({ dossier, onChoose }: StateCardProps) {
  const { t } = useTranslation('dossiers');
  return (
    <Card title={t('state.title')} actions={<DossierTag dossier={dossier} />}>
      {dossier.given === null ? <Completeness dossier={dossier} onChoose={onChoose} /> : <Standing dossier={dossier} />}
      <NextActions dossier={dossier} />
    </Card>
  );
}

function Completeness({ dossier: { provided, needed, missing }, onChoose }: StateCardProps) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  return (
    <div className="stack" data-gap="s">
      <p>
        <span className="figure dossier-count">{t('complete.of', { provided, count: needed })}</span>{' '}
        <span className="soft">{t(missing.length === 0 ? 'complete.all' : 'complete.there')}</span>
      </p>
      <Track share={needed === 0 ? 1 : provided / needed} tone={missing.length === 0 ? 'ok' : 'info'} large />
      {missing.length > 0 && (
        <div className="dossier-missing">
          <span>{t('complete.stillMissing')}</span>
          <ul>
            {missing.map((id) => (
              <li key={id}>
                <Button variant="quiet" onPress={() => onChoose(id)}>
                  {t(`dossier:item.${id}`)}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** What may be done now; the likeliest first. */
function NextActions({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const [asking, setAsking] = useState<'given' | 'answer'>();
  const { state } = dossier;
  const close = () => setAsking(undefined);
  return (
    <>
      <div className="row">
        {state === 'complete' && (
          <Button variant="primary" icon={Send} onPress={() => setAsking('given')}>
            {t('next.give')}
          </Button>
        )}
        {state === 'given' && (
          <Button variant="primary" icon={MessageSquareReply} onPress={() => setAsking('answer')}>
            {t('next.answer')}
          </Button>
        )}
        {dossier.outcome !== null && <CopyButton dossier={dossier} />}
        <ExportButton dossier={dossier} icon={Download} />
        {dossier.given !== null && <TakeBack dossier={dossier} />}
      </div>
      {asking === 'given' && <GivenDialog dossier={dossier} onClose={close} />}
      {asking === 'answer' && <AnswerDialog dossier={dossier} onClose={close} />}
    </>
  );
}

function TakeBack({ dossier: { id, outcome } }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const back = useAct(
    () => client.dossiers.takeBack({ id }),
    () => ({ text: t('next.takenBack') }),
  );
  return (
    <Button variant="quiet" icon={Undo2} isPending={back.isPending} onPress={() => back.mutate(undefined)}>
      {t(outcome === null ? 'next.notGiven' : 'next.notAnswered')}
    </Button>
  );
}

/** Another application from this one: to renew a grant, or to try again. */
function CopyButton({ dossier: { id, outcome, due } }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const [, navigate] = useLocation();
  const copy = useMutation({
    mutationFn: () => client.dossiers.copy({ id }),
    onSuccess: (made) => {
      show(made);
      navigate(`/incidents/dossiers/${made.id}`);
    },
  });
  if (outcome?.kind === 'refused' && !outcome.mayAgain) return null;
  return (
    <Button variant={due === 'none' ? 'secondary' : 'primary'} icon={Copy} isPending={copy.isPending} onPress={() => toastFailure(copy.mutateAsync())}>
      {t(outcome?.kind === 'refused' ? 'next.again' : 'next.renew')}
    </Button>
  );
}
