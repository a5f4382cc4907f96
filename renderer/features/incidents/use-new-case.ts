import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AlertId, PackId, VerdictId } from '../../../src/contract/ids.ts';
import type { Incident, IncidentKind, IncidentSubject } from '../../../src/contract/incidents.ts';
import { client } from '../../client/client.ts';
import { clockHere } from '../../i18n/zone.ts';
import { type MailInHand, sourceOf } from '../host-mails/index.ts';
import { type Draft, draftOf, faultsOf, subjectOf } from './draft.rules.ts';
import type { FoundPerson } from './person.rules.ts';

/** What is known of a case before it is opened. */
export interface Start {
  /** Known also where the subject lacks something. */
  readonly kind: IncidentKind | null;
  readonly subject: IncidentSubject | null;
  readonly packId: PackId | null;
  readonly occurredAt: string | null;
  readonly people: readonly FoundPerson[];
  readonly note: string;
  /** Day by which the host wants an answer; null = it named none. */
  readonly answerBy: string | null;
  /** The host's own number of the matter; empty = none. */
  readonly ticket: string;
  /** The mail of the host it is opened from: a file, or a text that was pasted. */
  readonly mail?: MailInHand;
  /** All that is known of when it happened is when that mail was written. */
  readonly isDatedByMail?: boolean;
  /** The zone of the clock that hours of that mail are told by. */
  readonly hostZone?: string;
  readonly alertId?: AlertId;
  readonly verdictId?: VerdictId;
}

/** Nothing is known yet. */
export const FROM_NOTHING: Start = { kind: null, subject: null, packId: null, occurredAt: null, people: [], note: '', answerBy: null, ticket: '' };

/** A case that is to be opened: what is said of it, and opening it, which leads to its page. */
export function useNewCase(
  start: Start,
  { onlyPack, onOpened }: { readonly onlyPack: PackId | null; readonly onOpened?: ((incident: Incident) => void) | undefined },
) {
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<Draft>(() => draftOf(start.subject, start.kind));
  const [packId, setPackId] = useState(start.packId ?? onlyPack);
  const [at, setAt] = useState(start.occurredAt === null ? null : clockHere(start.occurredAt));
  const [people, setPeople] = useState(start.people);
  const [note, setNote] = useState(start.note);
  const [answerBy, setAnswerBy] = useState(start.answerBy);
  const [tried, setTried] = useState(false);
  const open = useMutation({
    // The mail is put in again: what was read of it before need not be there any more.
    mutationFn: async (opening: Opening) => client.incidents.open({ ...opening, ...(start.mail !== undefined && { mail: await sourceOf(start.mail) }) }),
    onSuccess: (incident) => (onOpened === undefined ? navigate(`/incidents/cases/${incident.id}`) : onOpened(incident)),
  });
  const faults = faultsOf(draft);
  const submit = () => {
    setTried(true);
    const subject = subjectOf(draft);
    if (subject === null || packId === null || Object.keys(faults).length > 0) return false;
    open.mutate({ packId, subject, concerned: people.map(({ person }) => person), note, ...knownOf(start, at, answerBy) });
    return true;
  };
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  return {
    ...{ draft, set, packId, setPackId, at, setAt, people, setPeople, note, setNote, answerBy, setAnswerBy },
    faults: tried ? faults : {},
    tried,
    submit,
    open,
  };
}

type Opening = Parameters<typeof client.incidents.open>[0];

/** What need not be known of a case; left out where it is not. */
function knownOf({ alertId, verdictId, ticket }: Start, at: string | null, answerBy: string | null) {
  return {
    ...(at !== null && { occurredAt: new Date(at).toISOString() }),
    ...(answerBy !== null && { answerBy }),
    ...(ticket !== '' && { ticket }),
    ...(alertId !== undefined && { alertId }),
    ...(verdictId !== undefined && { verdictId }),
  };
}

export type NewCase = ReturnType<typeof useNewCase>;
