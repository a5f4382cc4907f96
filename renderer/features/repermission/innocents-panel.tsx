import { useQuery } from '@tanstack/react-query';
import { HeartHandshake } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientId, IncidentId } from '../../../src/contract/ids.ts';
import type { Incident } from '../../../src/contract/incidents.ts';
import type { Innocent } from '../../../src/contract/repermission.ts';
import { client, orpc } from '../../client/client.ts';
import { useStream } from '../../client/use-stream.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { People } from './innocent-groups.tsx';
import { InnocentLetter } from './innocent-letter.tsx';
import { TellDialog } from './tell-dialog.tsx';
import { TellOutcome } from './tell-outcome.tsx';

/** The clients who only share an address or a pack with what happened: each is told once, in his language, and nobody is named. */
export function InnocentsPanel({ incident }: { readonly incident: Incident }): React.JSX.Element {
  const { t } = useTranslation('repermissionScreen');
  const people = useQuery(orpc.innocents.list.queryOptions({ input: { incidentId: incident.id } }));
  return (
    <section className="stack" aria-label={t('innocents.title')}>
      <p>{t('innocents.what')}</p>
      <Loaded query={people}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={HeartHandshake} title={t('innocents.none')}>
              {t('innocents.noneWhat')}
            </EmptyState>
          ) : (
            <Telling incident={incident} people={all} />
          )
        }
      </Loaded>
    </section>
  );
}

interface Ticks {
  /** Those the case names are chosen at first; a choice holds until it is taken back. */
  readonly chosen: ReadonlyMap<ClientId, boolean>;
  readonly despite: boolean;
}

/** What was ticked in each case, while the program runs: folding a step is no decision. */
const ticked = new Map<IncidentId, Ticks>();

function ticksOf(id: IncidentId): Ticks {
  return ticked.get(id) ?? { chosen: new Map(), despite: false };
}

function useTicks(id: IncidentId) {
  const [ticks, setTicks] = useState(ticksOf(id));
  const keep = (change: Partial<Ticks>) => {
    const next = { ...ticksOf(id), ...change };
    ticked.set(id, next);
    setTicks(next);
  };
  return {
    ...ticks,
    onChoose: (persons: readonly Innocent[], isIn: boolean) =>
      keep({ chosen: new Map([...ticksOf(id).chosen, ...persons.map(({ clientId }) => [clientId, isIn] as const)]) }),
    onDespite: (despite: boolean) => keep({ despite }),
  };
}

function Telling({ incident, people }: { readonly incident: Incident; readonly people: readonly Innocent[] }) {
  const { t } = useTranslation('repermissionScreen');
  const { chosen, despite, onChoose, onDespite } = useTicks(incident.id);
  const [shown, setShown] = useState<Innocent | null>(null);
  const [isAsking, setAsking] = useState(false);
  const stream = useStream(client.innocents.tell);
  const isOpen = ({ mayTell, doubts }: Innocent) => incident.closedAt === null && mayTell && (despite || doubts.length === 0);
  const isChosen = (person: Innocent) => isOpen(person) && (chosen.get(person.clientId) ?? (person.why === 'innocent' && person.doubts.length === 0));
  const due = people.filter(isChosen);
  const tell = () => {
    setAsking(false);
    void stream.run({ incidentId: incident.id, clientIds: due.map(({ clientId }) => clientId), doubtful: despite });
  };
  if (stream.status === 'running') {
    return <ProgressPanel title={t('innocents.telling')} progress={stream.progress} startedAt={stream.startedAt} onCancel={stream.cancel} />;
  }
  return (
    <div className="stack">
      <TellOutcome status={stream.status} result={stream.result} />
      <People people={people} choice={{ isOpen, isChosen, onChoose, onShow: setShown }} despite={{ isSelected: despite, onChange: onDespite }} />
      {people.some(isOpen) && (
        <div className="row">
          {due.length === 0 ? (
            <p>{t('innocents.choose')}</p>
          ) : (
            <Button variant="primary" onPress={() => setAsking(true)}>
              {t('innocents.tell', { count: due.length })}
            </Button>
          )}
        </div>
      )}
      {stream.error !== undefined && <ErrorNotice error={stream.error} />}
      {shown !== null && <InnocentLetter incidentId={incident.id} person={shown} onClose={() => setShown(null)} />}
      {isAsking && <TellDialog incidentId={incident.id} people={due} onTell={tell} onClose={() => setAsking(false)} />}
    </div>
  );
}
