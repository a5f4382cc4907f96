import type { z } from 'zod';
import type { DuplicateChoice, ImportRow, Reason, Totals, Verdict } from '../../contract/imports.ts';
import type { ClientRecord } from '../clients/index.ts';
import { type Absorbed, absorb, type Change, newClient, type Stamp } from './absorb.rules.ts';
import type { Candidate, ReadRow } from './candidate.rules.ts';

export type Row = z.input<typeof ImportRow>;
type Why = z.infer<typeof Reason>;
type Choice = z.infer<typeof DuplicateChoice>;

/** How one row is recognised; an address or number names a person, a panel user or domain names an account. */
export interface Keys {
  readonly emails: readonly string[];
  readonly number: string;
  /** pack + panel user. */
  readonly login: string;
  /** pack + main domain. */
  readonly domain: string;
}

/** Clients already there that some row names, and how they are recognised. */
export interface Base {
  readonly records: ReadonlyMap<string, ClientRecord>;
  readonly byEmail: ReadonlyMap<string, string>;
  readonly byNumber: ReadonlyMap<string, string>;
  readonly byLogin: ReadonlyMap<string, string>;
  readonly byDomain: ReadonlyMap<string, string>;
}

export interface Choices {
  readonly duplicates: Choice;
  /** By line. */
  readonly choices: Readonly<Record<string, Choice>>;
}

/** What the import would do: a verdict for each row, and the clients as they would be stored. */
export interface Plan {
  readonly rows: readonly Row[];
  readonly totals: z.infer<typeof Totals>;
  /** Created clients, and changed ones with what they were. */
  readonly saves: readonly { readonly record: ClientRecord; readonly before: ClientRecord | null }[];
}

export function keysOf(candidate: Candidate): Keys {
  const owners = candidate.contacts.filter(({ role }) => role === 'owner');
  const main = owners.length > 0 ? owners : candidate.contacts.slice(0, 1);
  const domain = candidate.domains[0];
  return {
    emails: main.map(({ address }) => address.key),
    number: candidate.number,
    login: candidate.login === '' ? '' : `${candidate.packId}|${candidate.login}`,
    domain: domain === undefined ? '' : `${candidate.packId}|${domain.key}`,
  };
}

/** A client the file speaks of: from the base, or made by an earlier row. */
interface Entity {
  record: ClientRecord;
  readonly before: ClientRecord | null;
  /** Line of the row that brought him in. */
  readonly line: number;
  changed: boolean;
}

interface Match {
  readonly entity: Entity;
  readonly reason: 'same_email' | 'same_number' | 'same_account' | 'same_domain';
  /** False for the first row that names a client of the base. */
  readonly inFile: boolean;
}

class Judge {
  readonly #base: Base;
  readonly #choices: Choices;
  readonly #stamp: Stamp;
  readonly #entities: Entity[] = [];
  readonly #ofBase = new Map<string, Entity>();
  readonly #byEmail = new Map<string, Entity>();
  readonly #byNumber = new Map<string, Entity>();
  readonly #byLogin = new Map<string, Entity>();
  readonly #byDomain = new Map<string, Entity>();

  constructor(base: Base, choices: Choices, stamp: Stamp) {
    this.#base = base;
    this.#choices = choices;
    this.#stamp = stamp;
  }

  row(read: ReadRow): Row {
    const shown = { line: read.line, name: read.name, email: read.email, domain: read.domain };
    switch (read.outcome.kind) {
      case 'blank':
        return { ...shown, verdict: 'skip', reason: 'blank_row', changes: [] };
      case 'rejected':
        return { ...shown, verdict: 'reject', reason: read.outcome.reason, value: read.outcome.value, changes: [] };
      case 'candidate':
        return { ...shown, ...this.#candidate(read.line, read.outcome.candidate) };
    }
  }

  saves(): Plan['saves'] {
    return this.#entities.filter(({ changed }) => changed).map(({ record, before }) => ({ record, before }));
  }

  #candidate(line: number, candidate: Candidate): Omit<Row, 'line' | 'name' | 'email' | 'domain'> {
    const keys = keysOf(candidate);
    const own = this.#choices.choices[String(line)];
    const match = this.#match(keys, line);
    if (match === null) {
      if (own === 'skip') return { verdict: 'skip', reason: 'left_out', changes: [] };
      return this.#create(line, candidate, keys);
    }
    const choice = own ?? this.#choices.duplicates;
    if (choice === 'keep') return this.#create(line, candidate, keys);
    if (choice === 'skip') return { verdict: 'skip', reason: 'duplicate_skipped', ...pointer(match), changes: [] };
    return this.#join(match, candidate, keys);
  }

  #create(line: number, candidate: Candidate, keys: Keys): Omit<Row, 'line' | 'name' | 'email' | 'domain'> {
    const entity: Entity = { record: newClient(candidate, this.#stamp), before: null, line, changed: true };
    this.#entities.push(entity);
    this.#register(entity, keys);
    return { verdict: 'create', reason: 'new_client', changes: [] };
  }

  #join(match: Match, candidate: Candidate, keys: Keys): Omit<Row, 'line' | 'name' | 'email' | 'domain'> {
    const { entity } = match;
    // An account alone does not say that the person's data are newer than ours.
    const person = match.reason === 'same_email' || match.reason === 'same_number';
    const outcome = absorb(entity.record, candidate, { mode: !match.inFile && person ? 'update' : 'fill', stamp: this.#stamp });
    entity.record = outcome.record;
    if (outcome.changes.length > 0) entity.changed = true;
    if (!match.inFile) this.#adopt(entity);
    this.#register(entity, keys);
    return { ...verdictOf(match, outcome, person), ...pointer(match), changes: [...outcome.changes] };
  }

  #match(keys: Keys, line: number): Match | null {
    const found = (reason: Match['reason'], mine: Entity | undefined, id: string | undefined): Match | null => {
      if (mine !== undefined) return { entity: mine, reason, inFile: true };
      const adopted = id === undefined ? undefined : this.#ofBase.get(id);
      if (adopted !== undefined) return { entity: adopted, reason, inFile: true };
      const record = id === undefined ? undefined : this.#base.records.get(id);
      return record === undefined ? null : { entity: { record, before: record, line, changed: false }, reason, inFile: false };
    };
    for (const email of keys.emails) {
      const match = found('same_email', this.#byEmail.get(email), this.#base.byEmail.get(email));
      if (match !== null) return match;
    }
    return (
      found('same_number', this.#byNumber.get(keys.number), this.#base.byNumber.get(keys.number)) ??
      found('same_account', this.#byLogin.get(keys.login), this.#base.byLogin.get(keys.login)) ??
      found('same_domain', this.#byDomain.get(keys.domain), this.#base.byDomain.get(keys.domain))
    );
  }

  #adopt(entity: Entity): void {
    this.#entities.push(entity);
    this.#ofBase.set(entity.record.id, entity);
  }

  /** The first row that used a key keeps it. */
  #register(entity: Entity, keys: Keys): void {
    const keep = (index: Map<string, Entity>, key: string): void => {
      if (key !== '' && !index.has(key)) index.set(key, entity);
    };
    for (const email of keys.emails) keep(this.#byEmail, email);
    keep(this.#byNumber, keys.number);
    keep(this.#byLogin, keys.login);
    keep(this.#byDomain, keys.domain);
  }
}

function pointer(match: Match): { mergedIntoLine?: number; clientId?: string } {
  const client = match.entity.before === null ? {} : { clientId: match.entity.before.id };
  return match.inFile ? { ...client, mergedIntoLine: match.entity.line } : client;
}

function verdictOf(match: Match, { changes, added }: Absorbed, person: boolean): { verdict: z.infer<typeof Verdict>; reason: Why } {
  if (match.inFile) return { verdict: 'merge', reason: match.reason };
  if (changes.length === 0) return { verdict: 'unchanged', reason: 'no_change' };
  if (!person) return { verdict: 'merge', reason: match.reason };
  return { verdict: 'update', reason: added === 'account' ? 'account_added' : added === 'contact' ? 'contact_added' : 'fields_changed' };
}

/** Judges row after row; yields the number done every few thousand, so that the caller can let other work run. */
export function* judge(
  rows: readonly ReadRow[],
  context: { readonly base: Base; readonly choices: Choices; readonly stamp: Stamp },
): Generator<number, Plan, void> {
  const judging = new Judge(context.base, context.choices, context.stamp);
  const totals = { create: 0, update: 0, unchanged: 0, merge: 0, skip: 0, reject: 0 };
  const judged: Row[] = [];
  for (const read of rows) {
    const row = judging.row(read);
    totals[row.verdict] += 1;
    judged.push(row);
    if (judged.length % 2000 === 0) yield judged.length;
  }
  return { rows: judged, totals, saves: judging.saves() };
}

function sameChange(a: Change, b: Change | undefined): boolean {
  return a.field === b?.field && a.before === b.before && a.after === b.after;
}

/** True when two judgements of the same rows say the same, row for row. */
export function samePlan(a: readonly Row[], b: readonly Row[]): boolean {
  return (
    a.length === b.length &&
    a.every((row, index) => {
      const other = b[index];
      return (
        row.verdict === other?.verdict &&
        row.reason === other.reason &&
        row.clientId === other.clientId &&
        row.mergedIntoLine === other.mergedIntoLine &&
        row.changes.length === other.changes.length &&
        row.changes.every((change, at) => sameChange(change, other.changes[at]))
      );
    })
  );
}
