import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Repermission, RepermissionState } from '../../../src/contract/repermission.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, KeyValues, Notice, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { DateText, DateTime } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { Discard } from './discard.tsx';
import { InstructDialog } from './instruct-dialog.tsx';
import { PaceLine } from './pace-line.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { ProofFiles } from './proof-files.tsx';
import { ResultDialog } from './result-dialog.tsx';
import { SegmentsTable } from './segments-table.tsx';
import { SentenceToCopy, Warnings } from './warnings.tsx';

const TONES = { drafted: 'unknown', sent: 'info', running: 'attention', over: 'ok' } as const satisfies Record<RepermissionState, Tone>;

interface PlanCardProps {
  readonly plan: Repermission;
  /** The case is closed: nothing changes any more. */
  readonly isClosed: boolean;
}

/** One plan: what is wrong with it on top, then its figures, dates and proofs, and what can be done next. */
export function PlanCard({ plan, isClosed }: PlanCardProps) {
  const { t } = useTranslation('repermissionScreen');
  const [open, setOpen] = useState<'plan' | 'result' | null>(null);
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  return (
    <Card
      title={
        <span className="row">
          {t('of', { client: plan.clientName })} <StateTag tone={TONES[plan.state]}>{t(`state.${plan.state}`)}</StateTag>
        </span>
      }
      actions={plan.state !== 'over' && !isClosed && <Button onPress={() => setOpen('plan')}>{t('change')}</Button>}
    >
      {plan.plan.before === null && <Uncounted plan={plan} />}
      {plan.state !== 'over' && <Warnings plan={plan} />}
      <SegmentsTable plan={plan} />
      <PaceLine plan={plan} />
      <Dates plan={plan} />
      {plan.state !== 'drafted' && <ProofFiles plan={plan} isClosed={isClosed} />}
      {plan.state === 'running' && <Gaps gaps={plan.gaps} />}
      {!isClosed && <NextSteps plan={plan} onFigures={() => setOpen('plan')} onResult={() => setOpen('result')} />}
      <PlanDialog key={`plan ${open}`} plan={plan} isOpen={open === 'plan'} onOpenChange={close} />
      <ResultDialog key={`result ${open}`} plan={plan} isOpen={open === 'result'} onOpenChange={close} />
    </Card>
  );
}

function Dates({ plan: { plan, letter, startedOn, overOn, result, silent } }: { plan: Repermission }) {
  const { t } = useTranslation('repermissionScreen');
  const format = useFormat();
  const { reportBy, asked, writesTo } = plan;
  // Where nobody is written to there is nothing to answer.
  const [startsOn, answersUntil] = writesTo.length === 0 ? [null, null] : [plan.startsOn, plan.answersUntil];
  const items = [
    ...(letter === null ? [] : [{ key: 'told', label: t('date.told'), value: <Instructed letter={letter} /> }]),
    ...(startsOn === null ? [] : [{ key: 'starts', label: t('date.starts'), value: <DateText on={startsOn} /> }]),
    ...(startedOn === null ? [] : [{ key: 'started', label: t('date.started'), value: <DateText on={startedOn} /> }]),
    ...(answersUntil === null ? [] : [{ key: 'until', label: t('date.until'), value: <DateText on={answersUntil} /> }]),
    { key: 'report', label: t('date.report'), value: <DateText on={reportBy} /> },
    ...(overOn === null ? [] : [{ key: 'over', label: t('date.over'), value: <DateText on={overOn} /> }]),
    ...(asked === 0 || startedOn === null || silent === null
      ? []
      : [
          {
            key: 'answers',
            label: t('answers'),
            value: t('answersOf', { yes: format.number(result.yes), no: format.number(result.no), silent: format.number(silent) }),
          },
        ]),
  ];
  return <KeyValues items={items} />;
}

/** When the instruction was written, and whether the client has it. */
function Instructed({ letter: { at, state } }: { letter: NonNullable<Repermission['letter']> }) {
  const { t } = useTranslation('repermissionScreen');
  return (
    <>
      <DateTime at={at} /> · {t(`told.${state}`)}
    </>
  );
}

/** What does not add up yet, in plain words. */
function Gaps({ gaps }: Pick<Repermission, 'gaps'>) {
  const { t } = useTranslation('repermissionScreen');
  if (gaps.length === 0) return <Notice tone="ok">{t('accounted')}</Notice>;
  return (
    <Notice tone="attention" title={t('notAccounted')}>
      <ul>
        {gaps.map(({ code, count }) => (
          <li key={code}>{t(`gap.${code}`, { count })}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Unknown is not 0: the client is asked to count first. */
function Uncounted({ plan: { figuresSentence, clientLanguage } }: { plan: Repermission }) {
  const { t } = useTranslation('repermissionScreen');
  return (
    <Notice tone="unknown" title={t('uncounted')}>
      <SentenceToCopy sentence={figuresSentence} language={clientLanguage} />
    </Notice>
  );
}

interface NextStepsProps {
  readonly plan: Repermission;
  onFigures(): void;
  onResult(): void;
}

/** The one thing to do next first; the others beside it. */
function NextSteps({ plan, onFigures, onResult }: NextStepsProps) {
  const { id, state, warnings, gaps } = plan;
  const { t } = useTranslation('repermissionScreen');
  const [isTelling, setTelling] = useState(false);
  const start = useMutation(orpc.repermission.start.mutationOptions());
  const isCounted = plan.plan.before !== null;
  const isSpam = warnings.some(({ severity }) => severity === 'stop');
  const mayBegin = state === 'drafted' || state === 'sent';
  return (
    <div className="stack" data-gap="s">
      {start.error !== null && <ErrorNotice error={start.error} />}
      <div className="row">
        {!isCounted && state !== 'over' && (
          <Button variant="primary" onPress={onFigures}>
            {t('writeFigures')}
          </Button>
        )}
        {state === 'drafted' && isCounted && (
          <Button variant="primary" onPress={() => setTelling(true)}>
            {t('instruct')}
          </Button>
        )}
        {mayBegin && isCounted && (
          <Button variant={state === 'sent' ? 'primary' : 'secondary'} isDisabled={isSpam} isPending={start.isPending} onPress={() => start.mutate({ id })}>
            {t('begin')}
          </Button>
        )}
        {state === 'running' && <Ending id={id} isComplete={gaps.length === 0} onResult={onResult} />}
        {state === 'drafted' && <Discard plan={plan} />}
        {state === 'over' && <Reopen id={id} />}
      </div>
      {isTelling && <InstructDialog id={id} onClose={() => setTelling(false)} />}
      {isSpam && mayBegin && <p className="soft small">{t('beginNot')}</p>}
    </div>
  );
}

/** Takes the end back. */
function Reopen({ id }: Pick<Repermission, 'id'>) {
  const { t } = useTranslation('repermissionScreen');
  const reopen = useMutation(orpc.repermission.reopen.mutationOptions());
  return (
    <>
      <Button isPending={reopen.isPending} onPress={() => reopen.mutate({ id })}>
        {t('reopen')}
      </Button>
      {reopen.error !== null && <ErrorNotice error={reopen.error} />}
    </>
  );
}

/** The result is written down until everybody is accounted for; then it ends. */
function Ending({ id, isComplete, onResult }: Pick<Repermission, 'id'> & { isComplete: boolean; onResult(): void }) {
  const { t } = useTranslation('repermissionScreen');
  const finish = useMutation(orpc.repermission.finish.mutationOptions());
  return (
    <>
      <Button variant={isComplete ? 'secondary' : 'primary'} onPress={onResult}>
        {t('tellResult')}
      </Button>
      <Button variant={isComplete ? 'primary' : 'secondary'} isDisabled={!isComplete} isPending={finish.isPending} onPress={() => finish.mutate({ id })}>
        {t('finish')}
      </Button>
      {finish.error !== null && <ErrorNotice error={finish.error} />}
    </>
  );
}
