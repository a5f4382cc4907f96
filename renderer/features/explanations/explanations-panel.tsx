import { useQuery } from '@tanstack/react-query';
import { MessageCircleQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../src/contract/explanations.ts';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { Incident } from '../../../src/contract/incidents.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { RoundCard } from './round-card.tsx';
import './explanations.css';

/** Somebody who can be asked. */
interface Askable {
  readonly clientId: ClientId;
  readonly name: string;
}

/** Questions to the clients of a case, their answers, and what is decided of them. */
export function ExplanationsPanel({ incident }: { readonly incident: Incident }): React.JSX.Element {
  const rounds = useQuery(orpc.explanations.list.queryOptions({ input: { incidentId: incident.id } }));
  return <Loaded query={rounds}>{(all) => <Rounds incident={incident} rounds={all} />}</Loaded>;
}

function Rounds({ incident, rounds }: { incident: Incident; rounds: readonly Explanation[] }) {
  const [asking, setAsking] = useState<Askable | null>(null);
  const waiting = askable(incident, rounds);
  const present = rounds.filter(({ last }) => last);
  return (
    <div className="stack">
      {present.map((round) => (
        <RoundCard
          key={round.id}
          round={round}
          earlier={rounds.filter(({ clientId, last }) => clientId === round.clientId && !last)}
          isClosed={incident.closedAt !== null}
          onAskAgain={() => setAsking({ clientId: round.clientId, name: round.clientName })}
        />
      ))}
      {incident.closedAt === null && <ToAsk waiting={waiting} isFirst={rounds.length === 0} onAsk={setAsking} />}
      {asking !== null && <AskDialog incidentId={incident.id} client={asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** Whoever may have caused it and was not asked yet. */
function askable({ concerned }: Incident, rounds: readonly Explanation[]): Askable[] {
  const found = new Map<ClientId, Askable>();
  for (const { role, clientId, name } of concerned) {
    if (role !== 'innocent' && clientId !== null && !rounds.some((round) => round.clientId === clientId)) found.set(clientId, { clientId, name });
  }
  return [...found.values()];
}

/** Nothing asked yet: whom it concerns, and one button for each. */
function ToAsk({ waiting, isFirst, onAsk }: { waiting: readonly Askable[]; isFirst: boolean; onAsk(client: Askable): void }) {
  const { t } = useTranslation('explanationsScreen');
  if (waiting.length === 0 && !isFirst) return null;
  const buttons = waiting.map((client) => (
    <Button
      key={client.clientId}
      variant={isFirst && waiting.length === 1 ? 'primary' : 'secondary'}
      icon={MessageCircleQuestion}
      onPress={() => onAsk(client)}
    >
      {t('ask.button', { client: client.name })}
    </Button>
  ));
  if (!isFirst) return <div className="row">{buttons}</div>;
  return (
    <Notice tone="info" title={t('empty.title')} actions={buttons}>
      {t(waiting.length === 0 ? 'empty.nobody' : 'empty.text')}
    </Notice>
  );
}
