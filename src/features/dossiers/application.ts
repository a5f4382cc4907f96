import type { MergeField } from '../../contract/merge-fields.ts';
import { WhitelistEvidence } from '../../contract/rule-pack.ts';
import type { PolicyText } from '../../contract/texts.ts';
import { longDate } from '../../shared/calendar.ts';
import type { DossierTick } from '../../shared/dossiers.ts';
import type { Language } from '../../shared/language.ts';
import { capital } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { composeText } from '../notices/index.ts';
import { findDossier } from './dossiers.repo.ts';
import { entryName } from './entries.rules.ts';
import { declarationsFor, domainOf } from './items.rules.ts';
import { type OpenedDossier, todayOf } from './view.ts';

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The letter to the host in one language: the reseller's own wording of it, with what the dossier holds. Throws `host_not_found`, `client_not_found`. */
export async function composeApplication(core: Core, dossier: OpenedDossier, language: Language) {
  const { hostId, clientId } = dossier.stored;
  const values = valuesOf(core, dossier, language);
  const states = statesOf(core, dossier, language);
  const renewal = await renewalWords(core, dossier, language);
  return await composeText(core, { hostId, clientId, kind: 'whitelist_application', language, values }, (text) => beginning(withStates(text, states), renewal));
}

/** What is renewed, as the host itself granted it; empty where this takes the place of no grant. */
async function renewalWords(core: Core, { stored: { renewalOf } }: OpenedDossier, language: Language): Promise<string> {
  if (renewalOf === null) return '';
  const { given, outcome } = await findDossier(core.db.read, renewalOf, { removed: true });
  if (outcome?.kind !== 'granted') return '';
  const say = dossierWords(core, language);
  const number = given?.ticket ?? '';
  const ticket = number === '' ? [] : [say('renewal.ticket', { ticket: number })];
  const { on, until } = outcome;
  const end = until === null ? [] : [say(until < todayOf(core) ? 'renewal.ended' : 'renewal.ends', { date: longDate(until, language) })];
  // The number last: it is the grant that holds.
  return [say('renewal.of', { date: longDate(on, language) }), ...end, ...ticket].join(' ');
}

/** A text whose first words are these. */
function beginning(text: PolicyText, words: string): PolicyText {
  const [first, ...others] = text.sections;
  if (first === undefined || words === '') return text;
  return { ...text, sections: [{ ...first, blocks: [{ type: 'paragraph', text: words }, ...first.blocks] }, ...others] };
}

/** The words of dossiers in one language. */
export function dossierWords({ texts }: Core, language: Language): Say {
  return (key, values) => texts.t(language, `dossier:${key}`, values);
}

function valuesOf(core: Core, { stored }: OpenedDossier, language: Language): Partial<Record<MergeField, string>> {
  const say = dossierWords(core, language);
  const { fields, server } = stored;
  const known: readonly (readonly [MergeField, string])[] = [
    ['account', fields.account],
    ['ip_address', fields.ipAddress],
    ['domains', domainOf(fields.sendingAddress)],
    ['sending_address', fields.sendingAddress],
    ['server_kind', say(`server.${server}`)],
    ['mailing_kind', kindsInWords(say, fields.kinds)],
    // Its row names what is counted.
    ['volume_per_day', volumeInWords(say, fields, 'volumeADay')],
    ['consent_method', fields.consentWording],
    ['contact_hours', fields.contactHours],
  ];
  return Object.fromEntries(known.filter(([, value]) => value !== ''));
}

/** Kinds of mailing, in words. */
export function kindsInWords(say: Say, kinds: readonly string[]): string {
  return kinds.map((kind) => say(`mailing.${kind}`)).join(', ');
}

/** How many a day, and at most; empty while one of both is not known. */
export function volumeInWords(say: Say, { perDay, peak }: { readonly perDay: number | null; readonly peak: number | null }, key = 'volume'): string {
  return perDay === null || peak === null ? '' : say(key, { perDay, peak });
}

/** What takes the place of "to be confirmed" and "not provided yet", by the words of the row it belongs to. */
type States = ReadonlyMap<string, string>;

/** A text with the states of its tables. Rows that were worded anew by the reseller stay as he wrote them. */
function withStates(text: PolicyText, states: States): PolicyText {
  const sections = text.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) =>
      block.type === 'table' && block.head.length === 2
        ? { ...block, rows: block.rows.map(([point = '', state = '']) => [point, states.get(`${point}|${state}`) ?? state]) }
        : block,
    ),
  }));
  return { ...text, sections };
}

function statesOf(core: Core, dossier: OpenedDossier, language: Language): States {
  const say = dossierWords(core, language);
  const own: Say = (key) => core.texts.t(language, `letters:whitelist_application.${key}`);
  const points = pointsOf(dossier, say, language).map(([point, state]) => [own(point), own('checklist.open'), state] as const);
  const pieces = WhitelistEvidence.options.map(
    (piece) => [capital(core.texts.t(language, `notice:evidence.${piece}`)), own('attachments.open'), pieceState(dossier, piece, say)] as const,
  );
  return new Map([...points, ...pieces].flatMap(([row, open, state]) => (state === null ? [] : [[`${row}|${open}`, state]])));
}

const TICKED = [
  ['purpose.information', 'verified'],
  ['purpose.automatic', 'automatic'],
  ['purpose.none_unasked', 'none_unasked'],
  ['consent.record', 'record'],
  ['sample.writer', 'writer'],
  ['sample.reason', 'reason'],
  ['unsubscribe.no_login', 'no_login'],
  ['technical.bounces', 'bounces'],
] as const;

/** How each point stands; null = nobody can say, and the letter leaves it open. */
function pointsOf({ stored, files, items }: OpenedDossier, say: Say, language: Language): (readonly [string, string | null])[] {
  const { ticks, fields } = stored;
  const withoutLogin = items.find(({ id }) => id === 'no_login');
  const confirmed = (tick: DossierTick): string | null => {
    const by = ticks[tick];
    if (tick === 'no_login' && withoutLogin?.state === 'not_needed') return withoutLogin.reason === '' ? null : withoutLogin.reason;
    return by === undefined || (tick === 'no_login' && withoutLogin?.state === 'missing')
      ? null
      : say('confirmed', { author: by.author, date: longDate(by.on, language) });
  };
  const asked = declarationsFor(fields.kinds);
  const others = fields.kinds.length > 0 ? (['verified', 'automatic'] as const).filter((tick) => !asked.includes(tick)) : [];
  const wayOut = files.find(({ item }) => item === 'sample_source')?.facts.sample?.findings.some(({ id, outcome }) => id === 'B01' && outcome === 'pass');
  const link = wayOut === true ? say('inSample') : null;
  const guided = ticks.google !== undefined && ticks.yandex !== undefined ? confirmed('google') : null;
  return [
    ...TICKED.map(([point, tick]) => [point, others.some((each) => each === tick) ? say('notSent') : confirmed(tick)] as const),
    ['sample.unsubscribe', link],
    ['unsubscribe.link', link],
    ['technical.authentication', recordsState(stored, say, ['D01', 'D02', 'D03'])],
    ['technical.reverse', recordsState(stored, say, ['D04'])],
    ['technical.guidelines', guided],
  ];
}

function recordsState({ technical }: OpenedDossier['stored'], say: Say, rules: readonly string[]): string | null {
  const findings = technical?.findings.filter(({ id }) => rules.includes(id)) ?? [];
  if (findings.length === 0) return null;
  return findings.map(({ id, outcome }) => say('record', { name: say(`records.${id}`), outcome: say(`outcome.${outcome}`) })).join('; ');
}

function pieceState({ items, stored }: OpenedDossier, piece: string, say: Say): string | null {
  const item = items.find(({ id }) => id === piece);
  if (item === undefined || item.state === 'missing') return null;
  if (item.state === 'not_needed') return item.reason === '' ? say('notNeeded') : say('notNeededBecause', { reason: item.reason });
  if (item.file !== null) return say('enclosed', { file: entryName(item.file) });
  return piece === 'no_login' && stored.ticks.no_login !== undefined ? say('stated') : say('above');
}
