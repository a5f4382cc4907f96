import { Ban, CalendarDays, Check, Clock, MinusCircle, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentStep, StepId } from '../../../src/contract/incidents.ts';
import type { StepNeed } from '../../../src/contract/story.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField, TextArea } from '../../ui/field.tsx';
import { DayDialog } from './day-dialog.tsx';
import { NotNeededDialog } from './not-needed-dialog.tsx';
import { UnmetDialog } from './unmet-dialog.tsx';
import { type Said, useSetStep } from './use-case.ts';

interface ActionsProps {
  incident: Incident;
  step: IncidentStep;
  /** It is over: what is next, null = nothing. */
  onOver(next: StepId | null): void;
}

/** What can be said of a step, with a note, time and cost where there are any. */
export function StepActions({ incident, step, onOver }: ActionsProps) {
  const [unmet, setUnmet] = useState<{ readonly missing: StepNeed; readonly said: Said }>();
  const set = useSetStep(incident.id, step, { onOver, onUnmet: (missing, said) => setUnmet({ missing, said }) });
  const [typed, setTyped] = useState<Typed>({ note: step.note, minutes: null, cost: null });
  const given = { note: typed.note, minutes: typed.minutes ?? 0, cents: Math.round((typed.cost ?? 0) * 100) };
  const isOver = step.state === 'done' || step.state === 'not_needed';
  const isSame = given.minutes === 0 && given.cents === 0 && given.note === step.note;
  return (
    <>
      <More typed={typed} onChange={setTyped} {...(isOver && { save: { isSame, run: () => set.mutate({ state: step.state, ...given }) } })} />
      <div className="row">
        {isOver ? <Back step={step} set={set} /> : <Say step={step} set={set} given={given} />}
        {!isOver && <Otherwise incident={incident} step={step} set={set} />}
      </div>
      {unmet !== undefined && (
        <UnmetDialog step={step.id} missing={unmet.missing} onClose={() => setUnmet(undefined)} onSay={(note) => set.mutate({ ...unmet.said, note })} />
      )}
    </>
  );
}

interface Typed {
  readonly note: string;
  readonly minutes: number | null;
  readonly cost: number | null;
}

interface MoreProps {
  typed: Typed;
  onChange(typed: Typed): void;
  /** Of a step that is over: what was typed is added to it. */
  save?: { readonly isSame: boolean; run(): void };
}

function More({ typed, onChange, save }: MoreProps) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <details className="fold">
      <summary>{t('step.more')}</summary>
      <div className="stack">
        <TextArea label={t('step.note')} hint={t('step.noteHint')} wide rows={2} value={typed.note} onChange={(note) => onChange({ ...typed, note })} />
        <div className="row">
          <NumberField label={t('step.minutes')} value={typed.minutes} onChange={(minutes) => onChange({ ...typed, minutes })} minValue={0} />
          <NumberField
            label={t('step.cost')}
            value={typed.cost}
            onChange={(cost) => onChange({ ...typed, cost })}
            minValue={0}
            formatOptions={{ maximumFractionDigits: 2 }}
          />
          {save !== undefined && (
            <Button isDisabled={save.isSame} onPress={save.run}>
              {t('step.addSpent')}
            </Button>
          )}
        </div>
      </div>
    </details>
  );
}

interface SayProps {
  step: IncidentStep;
  set: ReturnType<typeof useSetStep>;
}

function Back({ step, set }: SayProps) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <Button icon={Undo2} isPending={set.isPending} onPress={() => set.mutate({ state: 'open', note: step.note })}>
      {t('step.back')}
    </Button>
  );
}

function Say({ step, set, given }: SayProps & { given: Omit<Said, 'state'> }) {
  const { t } = useTranslation('incidentsScreen');
  const isLocked = step.before.length > 0 || step.needsFindings;
  return (
    <>
      {step.id === 'decide_intended' ? (
        <>
          <Button icon={Check} isPending={set.isPending} onPress={() => set.mutate({ state: 'done', intended: true, ...given })}>
            {t('step.intended')}
          </Button>
          <Button icon={Ban} isPending={set.isPending} onPress={() => set.mutate({ state: 'done', intended: false, ...given })}>
            {t('step.notIntended')}
          </Button>
        </>
      ) : (
        <Button variant="primary" icon={Check} isDisabled={isLocked} isPending={set.isPending} onPress={() => set.mutate({ state: 'done', ...given })}>
          {t('step.done')}
        </Button>
      )}
      {step.state === 'open' && step.actor !== 'us' && (
        <Button icon={Clock} isDisabled={isLocked} onPress={() => set.mutate({ state: 'waiting', ...given })}>
          {t('step.waiting')}
        </Button>
      )}
    </>
  );
}

/** That it is not needed, another day, or taken back while it waits. */
function Otherwise({ incident, step, set }: SayProps & { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  const [asking, setAsking] = useState<'not_needed' | 'day'>();
  const close = () => setAsking(undefined);
  return (
    <>
      <Button variant="quiet" icon={MinusCircle} onPress={() => setAsking('not_needed')}>
        {t('step.notNeeded')}
      </Button>
      <Button variant="quiet" icon={CalendarDays} onPress={() => setAsking('day')}>
        {t('step.another')}
      </Button>
      {step.state === 'waiting' && <Back step={step} set={set} />}
      {asking === 'not_needed' && <NotNeededDialog step={step.id} onClose={close} onSay={(reason) => set.mutate({ state: 'not_needed', note: reason })} />}
      {asking === 'day' && <DayDialog incident={incident} step={step} onClose={close} />}
    </>
  );
}
