import { type ClientId, HostId } from '../../contract/ids.ts';
import type { CaseLetterKind } from '../../contract/incidents.ts';
import type { ComposedField, LetterBlock, LetterInput, LetterReader } from '../../contract/letters.ts';
import { type MergeField, mayBeUnknown, mayUse, SAID_IF_ANY } from '../../contract/merge-fields.ts';
import type { PolicyText } from '../../contract/texts.ts';
import { dateIn } from '../../shared/calendar.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import { mayAskList } from '../blocklists/index.ts';
import { isSuppressed } from '../bounces/index.ts';
import type { Core } from '../core.ts';
import { findHost, known } from '../hosts/index.ts';
import { type Case, findCase, namable, valuesForLetter, writtenNames } from '../incidents/index.ts';
import { composeText, findRecipient, languageOf, type Recipient } from '../notices/index.ts';
import { trustSteps } from '../recipients/index.ts';
import { isSenderComplete } from '../settings/index.ts';
import { askedBefore } from './asked-before.ts';
import { blockOfCase } from './block.rules.ts';
import { isDomainListing, LETTER_FORMS, neededFigures } from './forms.rules.ts';
import { lastByHand } from './letters.repo.ts';
import { type Source, sourceOf } from './sources.rules.ts';

/** What a letter is made of, and the address it goes to if not to the client's own contact. */
export type LetterOrder = LetterInput & {
  readonly to?: string | undefined;
  /** Changes its text before it is merged. */
  readonly reword?: ((text: PolicyText) => PolicyText) | undefined;
};

/** A letter as it would be. */
export interface Gathered {
  readonly found: Case;
  readonly reader: LetterReader;
  readonly recipient: Recipient | null;
  readonly composed: Awaited<ReturnType<typeof composeText>>;
  /** Address it goes to; empty = there is nobody to write to, or it is handed in. */
  readonly to: string;
  readonly byHand: LetterInput['values'];
  readonly fields: (Source & {
    readonly field: MergeField;
    readonly value: string;
    readonly mayBeUnknown: boolean;
    readonly elsewhere?: Elsewhere;
    readonly kept?: NonNullable<ComposedField['kept']>;
  })[];
}

/** What stands for a field in letters in another language: it is translated by nobody. */
type Elsewhere = NonNullable<ComposedField['elsewhere']>;

/** A field that says the same in every letter of a reseller: what was put in last in its language is proposed. */
export const KEPT = 'contact_hours' satisfies MergeField;

/** Gathers what is known and composes. Throws `incident_not_found`, `client_not_found`. */
export async function gather(core: Core, order: LetterOrder): Promise<Gathered> {
  const found = await findCase(core, core.db.read, order.incidentId);
  const { reader } = LETTER_FORMS[order.kind];
  const hostId = HostId.parse(found.stored.hostId);
  const clientId = order.clientId ?? aboutWhom(found);
  const recipient = clientId === null ? null : await findRecipient(core, { clientId, hostId });
  const language = order.language ?? (await languageFor(core, { reader, recipient, hostId }));
  const { own, origins, byHand, notKnown, values, elsewhere, causeKept } = await valuesOf(core, { ...order, language, clientId: clientId ?? undefined });
  const input = { hostId, kind: order.kind, language, values, notKnown, ...(clientId === null ? {} : { clientId }) };
  const composed = await composeText(core, input, (text) => order.reword?.(fitting(text, found)) ?? fitting(text, found));
  const kept = causeKept === null ? null : { because: causeKept, names: causeKept === 'names_another' ? await namesIn(core, found, recipient) : [] };
  const fields = composed.used.map((field) => {
    const value = composed.values[field] ?? '';
    return {
      field,
      value,
      ...sourceOf(field, { value, byHand, notKnown, own, origins }),
      mayBeUnknown: mayBeUnknown(field),
      ...(field === KEPT && value === '' && elsewhere),
      ...(field === 'cause' && byHand.cause === undefined && kept !== null && { kept }),
    };
  });
  const to = reader === 'client' ? (order.to ?? recipient?.contact?.email ?? '') : '';
  return { found, reader, recipient, composed, to, byHand, fields };
}

/** Others whom the cause names that is noted. */
async function namesIn(core: Core, { stored, concerned }: Case, recipient: Recipient | null): Promise<string[]> {
  return writtenNames(stored.findings.cause, await namable(core.db.read, { readerId: recipient?.client.id ?? null, concerned }));
}

/** The text without the section that asks to restore other sites first, but where a whole pack was stopped: a closed port, a blocked address or script takes no site down. */
function fitting(text: PolicyText, { stored: { subject } }: Case): PolicyText {
  const isPack = subject.kind === 'suspension' && subject.scope === 'pack';
  return isPack ? text : { ...text, sections: text.sections.filter(({ id }) => id !== 'innocent') };
}

/** Whoever caused it, else who is suspected first. */
function aboutWhom({ concerned }: Case): ClientId | null {
  const about = concerned.find(({ role }) => role !== 'innocent');
  return about?.clientId ?? null;
}

/** A letter is in the language of whoever reads it; lists read English. */
export async function languageFor(
  core: Core,
  { reader, recipient, hostId }: { readonly reader: LetterReader; readonly recipient: Recipient | null; readonly hostId: string },
): Promise<Language> {
  if (reader === 'list') return 'en';
  if (reader === 'client') return recipient === null ? 'en' : languageOf(recipient);
  const { rules } = await findHost(core.db.read, hostId);
  return (known(rules.languages) ?? []).flatMap((each) => LANGUAGES.filter((language) => language === each))[0] ?? 'en';
}

type Wanted = LetterOrder & { readonly language: Language; readonly clientId: ClientId | undefined };

/** What was put in by hand wins; what is said not to be known is not taken from the case either. */
async function valuesOf(core: Core, { incidentId, kind, language, clientId, ...order }: Wanted) {
  const { values: known, origins, causeKept } = await valuesForLetter(core, { id: incidentId, kind, language, clientId });
  const byHand: LetterInput['values'] = Object.fromEntries(Object.entries(order.values).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const sender = byHand.sending_address ?? known.sending_address ?? '';
  const own = await ownValues(core, known, { incidentId, kind, language, sender });
  const needed = neededFigures(kind, { ...withoutFields(own, order.notKnown), ...byHand });
  const silent: MergeField[] = own[SAID_IF_ANY] === undefined ? [SAID_IF_ANY] : [];
  const notKnown = [...order.notKnown, ...silent].filter((field) => byHand[field] === undefined && mayBeUnknown(field) && !needed.includes(field));
  const kept = mayUse(kind, KEPT) ? await lastByHand(core.db.read, KEPT) : new Map<Language, string>();
  const [other] = kept;
  return {
    ...{ own, origins, byHand, notKnown, causeKept },
    values: { ...withoutFields({ [KEPT]: kept.get(language) ?? '', ...own }, notKnown), ...byHand },
    ...(other !== undefined && { elsewhere: { elsewhere: { language: other[0], value: other[1] } } }),
  };
}

type About = Pick<Wanted, 'incidentId' | 'kind' | 'language'> & { readonly sender: string };

/** What the case knows, what is done in the mailbox of its recipient, and that the same was asked before. */
async function ownValues(core: Core, known: LetterInput['values'], { sender, ...about }: About): Promise<LetterInput['values']> {
  if (about.kind === 'trusted_sender') return { ...known, trust_steps: await trustSteps(core, { ...about, sender }) };
  const before = mayUse(about.kind, SAID_IF_ANY) ? await askedBefore(core, about) : '';
  return before === '' ? known : { ...known, [SAID_IF_ANY]: before };
}

function withoutFields(values: LetterInput['values'], fields: readonly MergeField[]): LetterInput['values'] {
  return Object.fromEntries(Object.entries(values).filter(([field]) => !fields.some((each) => each === field)));
}

/** What keeps a letter from being written, beside what it lacks: first what lies in the case, then in whoever reads it. */
export async function blockOf(core: Core, { found, reader, recipient, composed, to }: Gathered, kind: CaseLetterKind): Promise<LetterBlock | null> {
  if (kind === 'delist_list' && found.stored.closedAt === null && !(await isEntitled(core, found))) return 'not_entitled';
  const own = blockOfCase(found, kind);
  if (own !== null || reader !== 'client') return own;
  if (!isSenderComplete(composed.desk.sender)) return 'sender_not_set';
  if (recipient === null) return 'nobody_named';
  const reachable = to !== '' && !(await isSuppressed(core.db.read, to, core.clock.now()));
  return reachable ? null : 'no_contact';
}

/** Most lists hear only who holds the address. */
async function isEntitled(core: Core, { stored: { subject } }: Case): Promise<boolean> {
  if (subject.kind !== 'listing') return false;
  if (subject.holder === 'reseller' || isDomainListing(subject)) return true;
  const today = dateIn(core.clock.now(), core.clock.timeZone());
  return await mayAskList(core.db.read, { subject: subject.listed, list: subject.list, today });
}
