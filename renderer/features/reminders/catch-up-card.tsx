import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatchUp } from '../../../src/contract/reminder-runs.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import { TONE_ICONS } from '../../ui/tone.tsx';
import { useDayWords } from './words.ts';

type Decision = 'all' | 'perDay' | 'skip';

/** Too much is late to send it without asking: what should happen to it? Each answer says what follows from it. */
export function CatchUpCard({ catchUp }: { catchUp: CatchUp }) {
  const { t } = useTranslation('reminders');
  const [decision, setDecision] = useState<Decision>('all');
  const [perDay, setPerDay] = useState(Math.max(1, Math.ceil(catchUp.late / 5)));
  const answer = useAnswer(catchUp.late);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate(decision === 'skip' ? { decision } : { decision: 'send', perDay: decision === 'perDay' ? perDay : null });
  };
  return (
    <section className="card catch-up" aria-labelledby="catch-up">
      <Head catchUp={catchUp} />
      <form className="stack" onSubmit={submit} noValidate>
        <RadioCards<Decision>
          label={t('catchUp.question')}
          across
          value={decision}
          onChange={setDecision}
          options={[
            { id: 'all', label: t('catchUp.all'), hint: t('catchUp.allWhy') },
            { id: 'perDay', label: t('catchUp.perDay'), hint: t('catchUp.perDayWhy') },
            { id: 'skip', label: t('catchUp.skip'), hint: t('catchUp.skipWhy') },
          ]}
        />
        {decision === 'perDay' && <PerDay late={catchUp.late} value={perDay} onChange={setPerDay} />}
        {answer.error !== null && <ErrorNotice error={answer.error} />}
        <div>
          <Button type="submit" variant={decision === 'skip' ? 'danger' : 'primary'} isPending={answer.isPending}>
            {decision === 'perDay'
              ? t('catchUp.doPerDay', { count: perDay })
              : t(decision === 'all' ? 'catchUp.doAll' : 'catchUp.doSkip', { count: catchUp.late })}
          </Button>
        </div>
      </form>
    </section>
  );
}

function Head({ catchUp }: { catchUp: CatchUp }) {
  const { t } = useTranslation('reminders');
  const Icon = TONE_ICONS.attention;
  return (
    <div className="catch-up-head">
      <Icon size={22} aria-hidden />
      <div>
        <h2 id="catch-up">{t('catchUp.title', { count: catchUp.late })}</h2>
        <p className="prose">
          <Since catchUp={catchUp} />
        </p>
      </div>
    </div>
  );
}

function Since({ catchUp: { late, askAbove, oldestDueOn, awaySince } }: { catchUp: CatchUp }) {
  const { t } = useTranslation('reminders');
  const { dateTime } = useFormat();
  const { full } = useDayWords();
  const words = { count: late, limit: askAbove, oldest: oldestDueOn === null ? '' : full(oldestDueOn) };
  return awaySince === null ? t('catchUp.why', words) : t('catchUp.since', { ...words, since: dateTime(awaySince) });
}

function PerDay({ late, value, onChange }: { late: number; value: number; onChange(value: number): void }) {
  const { t } = useTranslation('reminders');
  return (
    <NumberField
      label={t('catchUp.perDayCount')}
      hint={t('catchUp.takes', { count: Math.ceil(late / value) })}
      value={value}
      onChange={(count) => count !== null && onChange(count)}
      minValue={1}
      maxValue={100_000}
    />
  );
}

function useAnswer(late: number) {
  const { dateTime } = useFormat();
  const { t } = useTranslation('reminders');
  return useMutation(
    orpc.reminders.answer.mutationOptions({
      onSuccess: (done, input) => {
        if (input.decision === 'skip') toast({ text: t('catchUp.doneSkip', { count: done.skipped }) });
        else if (input.perDay === null) toast({ text: t('catchUp.done', { count: late, from: dateTime(done.leavesFrom ?? new Date().toISOString()) }) });
        else toast({ text: t('catchUp.donePerDay', { count: input.perDay }) });
      },
    }),
  );
}
