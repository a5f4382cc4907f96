import { ClientId, ExplanationId, IncidentId, LetterId, type PackId } from '../../../contract/ids.ts';
import type { ConcernRole, IncidentFindings, IncidentSubject, StepId, StepState } from '../../../contract/incidents.ts';
import type { OwnLetterKind } from '../../../contract/letters.ts';
import { mayUse } from '../../../contract/merge-fields.ts';
import { dateIn } from '../../../shared/calendar.ts';
import type { Language } from '../../../shared/language.ts';
import { flush, type Story } from './story.ts';

/** A case that is worked on, through the same operations as anybody's. */
export interface CaseWork {
  readonly id: IncidentId;
  readonly clientId: ClientId;
  say(step: StepId, note: string, given?: { readonly state?: StepState; readonly minutes?: number }): Promise<void>;
  concern(role: ConcernRole): Promise<void>;
  findings(findings: IncidentFindings): Promise<void>;
  /** Asks for explanations, and hands over what leaves. */
  ask(): Promise<void>;
  answered(text: string, enclosed: boolean): Promise<void>;
  decide(note: string): Promise<void>;
  /** Writes a letter that is handed in, and hands it in as a ticket. */
  handIn(kind: OwnLetterKind, ticket: string): Promise<LetterId>;
  /** Writes a letter to the client, and hands it over. */
  send(kind: OwnLetterKind): Promise<void>;
  granted(letter: LetterId, text: string): Promise<void>;
  close(): Promise<void>;
}

/** A client of a pack who was told and can be written to, one who speaks the language of the story where there is any. `place`: which of them. */
export async function toldClient({ features, language, call }: Story, packId: PackId, place: number): Promise<ClientId | null> {
  const find = async (languages: Language[]): Promise<ClientId | null> => {
    const filter = { packId, languages, told: ['told' as const], search: '' };
    const { rows } = await features.clients.list({ filter, sort: 'name', descending: false, offset: place, limit: 1 }, call);
    return rows[0] === undefined ? null : ClientId.parse(rows[0].id);
  };
  return (await find([language])) ?? (await find([]));
}

/** What a case is opened with. */
export interface Opening {
  readonly packId: PackId;
  readonly clientId: ClientId;
  readonly subject: IncidentSubject;
  readonly note: string;
  readonly occurredAt: number;
}

export async function openCase(story: Story, { packId, clientId, subject, note, occurredAt }: Opening): Promise<CaseWork> {
  const { features, call } = story;
  const at = new Date(occurredAt).toISOString();
  const opened = await features.incidents.open({ packId, subject, note, occurredAt: at, concerned: [{ clientId }] }, call);
  const id = IncidentId.parse(opened.id);
  return { ...workOn(story, { id, clientId }), ...lettersOf(story, { id, clientId }) };
}

/** What the reseller puts into letters by hand, and the word of the story for it. */
const LETTER_WORDS = [
  ['contact_hours', 'hours'],
  ['sent_count', 'sent'],
  ['window', 'window'],
  ['script_or_mailbox', 'origin'],
  ['innocent_domains', 'innocent'],
] as const;

/** What the host of the story reads. */
const HOST_READS = 'fr';

type Which = Pick<CaseWork, 'id' | 'clientId'>;

function workOn(story: Story, { id, clientId }: Which) {
  const { features, call } = story;
  const round = async () => {
    const [newest] = await features.explanations.list({ incidentId: id }, call);
    return ExplanationId.parse(newest?.id);
  };
  return {
    id,
    clientId,
    say: async (step, note, { state = 'done', minutes = 5 } = {}) =>
      void (await features.incidents.setStep({ id, step, state, note, minutes, cents: 0 }, call)),
    concern: async (role) => void (await features.incidents.concern({ id, person: { clientId }, role }, call)),
    findings: async (findings) => void (await features.incidents.setFindings({ id, findings }, call)),
    ask: async () => {
      await features.explanations.ask({ incidentId: id, clientId, values: {} }, call);
      await flush(story);
    },
    answered: async (text, enclosed) =>
      void (await features.explanations.takeAnswer({ id: await round(), answer: { source: 'pasted', text, enclosed } }, call)),
    decide: async (note) => void (await features.explanations.decide({ id: await round(), verdict: 'sufficient', note }, call)),
    close: async () => void (await features.incidents.close({ id }, call)),
  } satisfies Partial<CaseWork>;
}

function lettersOf(story: Story, { id, clientId }: Which) {
  const { features, clock, call, texts, language } = story;
  const today = () => dateIn(clock.now(), clock.timeZone());
  const write = async (kind: OwnLetterKind, reading: Language): Promise<LetterId> => {
    const [account] = (await features.clients.get({ id: clientId }, call)).accountList;
    const name = account?.login ?? '';
    const said = LETTER_WORDS.map(([field, key]) => [field, texts.t(reading, `presets:demo.case.letter.${key}`)]);
    const all = [...said, ['account', name], ['blocked_object', texts.t(reading, 'letters:object.account', { name })]];
    const values = Object.fromEntries(all.filter(([field = '']) => mayUse(kind, field)));
    const order = { incidentId: id, kind, clientId, values };
    const { missing } = await features.letters.compose({ ...order, notKnown: [] }, call);
    return LetterId.parse((await features.letters.write({ ...order, notKnown: [...missing] }, call)).id);
  };
  return {
    handIn: async (kind, ticket) => {
      const letter = await write(kind, HOST_READS);
      await features.letters.give({ id: letter, given: { on: today(), channel: 'ticket', ticket } }, call);
      return letter;
    },
    send: async (kind) => {
      await write(kind, language);
      await flush(story);
    },
    granted: async (letter, text) => void (await features.letters.answer({ id: letter, answer: { on: today(), outcome: 'granted', text } }, call)),
  } satisfies Partial<CaseWork>;
}
