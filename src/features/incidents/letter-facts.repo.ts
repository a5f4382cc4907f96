import { z } from 'zod';
import { AlertFacts } from '../../contract/alerts.ts';
import type { LetterState } from '../../contract/letters.ts';
import { OutboxState, Transport } from '../../contract/outbox.ts';
import type { ReadDb } from '../../db/db.ts';
import { among } from '../statuses/index.ts';
import type { Answered } from './found-values.rules.ts';
import type { FrozenAlert } from './frozen-alert.ts';
import { stateByMessage } from './reached.rules.ts';

/** The newest round of questions to a client that was answered, else the newest that he got; null = he was not asked. What was only practised is told to nobody. */
export async function answerOf(db: ReadDb, { incidentId, clientId }: Asked): Promise<Answered | null> {
  const rounds = await roundsOf(db, { incidentId, clientId });
  const said = await answersTo(
    db,
    rounds.map(({ id }) => id),
  );
  const gotAt = ({ request }: (typeof rounds)[number]): number | null => (request !== null && GOT.includes(request.state) ? request.sentAt : null);
  const round = rounds.find(({ id }) => said.some(({ explanation_id }) => explanation_id === id)) ?? rounds.find((each) => gotAt(each) !== null);
  if (round === undefined) return null;
  const own = said.filter(({ explanation_id }) => explanation_id === round.id);
  const last = own.at(-1);
  return {
    askedAt: gotAt(round),
    answer: last === undefined ? null : { at: last.written_at ?? last.taken_at, words: own.map(({ own_words: words }) => words).join('\n') },
    sufficient: round.verdict === null ? null : round.verdict === 'sufficient',
  };
}

/** A letter of which its reader may be said to have it, also to others: a draft may have been sent by whoever opened it. */
const GOT: readonly LetterState[] = ['sent', 'prepared'];

interface Asked {
  readonly incidentId: string;
  readonly clientId: string;
}

/** Rounds of a client that were not withdrawn, the newest first, with how the message of their request stands. */
async function roundsOf(db: ReadDb, { incidentId, clientId }: Asked) {
  const rows = await db
    .selectFrom('explanation')
    .leftJoin('explanation_letter', (join) => join.onRef('explanation_letter.explanation_id', '=', 'explanation.id').on('purpose', '=', 'request'))
    .leftJoin('letter', 'letter.id', 'explanation_letter.letter_id')
    .leftJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('explanation.incident_id', '=', incidentId)
    .where('explanation.client_id', '=', clientId)
    .where('explanation.withdrawn_at', 'is', null)
    .select(['explanation.id', 'verdict', 'outbox.state', 'outbox.transport', 'outbox.sent_at as sentAt'])
    .orderBy('round', 'desc')
    .execute();
  return rows.map(({ state, transport, sentAt, ...round }) => ({
    ...round,
    request: state === null ? null : { state: stateByMessage(OutboxState.parse(state), Transport.parse(transport)), sentAt },
  }));
}

async function answersTo(db: ReadDb, rounds: readonly string[]) {
  return await db
    .selectFrom('explanation_answer')
    .where('explanation_id', 'in', among(rounds))
    .where('back_at', 'is', null)
    .select(['explanation_id', 'written_at', 'taken_at', 'own_words'])
    .orderBy('taken_at')
    .execute();
}

const Ticket = z.object({ ticket: z.string().default('') });

/** The number under which the host has the case, as it was noted last when a letter was handed in; empty = none was. */
export async function ticketOf(db: ReadDb, incidentId: string): Promise<string> {
  const rows = await db
    .selectFrom('letter')
    .where('incident_id', '=', incidentId)
    .where('reader', '=', 'host')
    .where('given', 'is not', null)
    .select('given')
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(({ given }) => Ticket.parse(JSON.parse(given ?? '{}')).ticket).find((ticket) => ticket !== '') ?? '';
}

/** What an alert of an account counted. Instants in epoch milliseconds. */
export interface AlertFigures {
  readonly from: number;
  readonly to: number;
  readonly sent: number | null;
  readonly usual: number | null;
  readonly recipients: number | null;
  readonly failed: number | null;
}

/** So long before the case a sign of the account still belongs to it: bounces and panels come late by days. */
const BEFORE_MS = 3 * 86_400_000;

interface Counted {
  readonly hostedId: number;
  readonly alertFrozen: FrozenAlert | null;
  readonly occurredAt: number;
}

/**
 * What was counted of an account, and when (`at`, epoch milliseconds): by the alert the case was opened from, as it stood then, else by the newest one about it since
 * shortly before it happened.
 */
export async function figuresOf(db: ReadDb, { hostedId, alertFrozen, occurredAt }: Counted): Promise<(AlertFigures & { readonly at: number }) | null> {
  const own = alertFrozen?.hostedId === hostedId ? readFigures(alertFrozen) : null;
  if (own !== null) return own;
  const rows = await db
    .selectFrom('alert')
    .where('hosted_id', '=', hostedId)
    .where('kind', 'in', ['spike', 'failures', 'near_limit'])
    .where('changed_at', '>=', occurredAt - BEFORE_MS)
    .select(['kind', 'facts', 'changed_at as at'])
    .orderBy('changed_at', 'desc')
    .execute();
  return rows.map(({ facts, ...row }) => readFigures({ ...row, facts: AlertFacts.parse(JSON.parse(facts)) })).find((figures) => figures !== null) ?? null;
}

/** An episode takes newer figures without having changed: they were read at the end of their window at the earliest. */
function readFigures({ kind, facts, at }: Pick<FrozenAlert, 'facts' | 'at'> & { readonly kind: string }): (AlertFigures & { readonly at: number }) | null {
  const figures = figuresIn(kind, facts);
  return figures === null ? null : { ...figures, at: Math.max(at, figures.to) };
}

function figuresIn(kind: string, facts: AlertFacts): AlertFigures | null {
  const number = (name: string): number | null => (typeof facts[name] === 'number' ? facts[name] : null);
  const at = (name: string): number => Date.parse(String(facts[name] ?? ''));
  const span = { from: at('from'), to: at('to') };
  // A rise over days says what one day has on average: no number of a window.
  if (Number.isNaN(span.from) || Number.isNaN(span.to) || facts['form'] === 'rise') return null;
  const none = { ...span, sent: null, usual: null, recipients: null, failed: null };
  if (kind === 'spike') return { ...none, sent: number('sent'), usual: number('usual') };
  if (kind === 'failures') return { ...none, sent: number('decided'), failed: number('failed') };
  const counted = { messages: 'sent', recipients: 'recipients', failures: 'failed' } as const;
  const [, field] = Object.entries(counted).find(([name]) => name === facts['counts']) ?? [];
  return field === undefined ? null : { ...none, [field]: number('sent') };
}
