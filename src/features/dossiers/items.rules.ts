import type { z } from 'zod';
import type { Finding } from '../../contract/checks.ts';
import type { Dossier, DossierFields, DossierFile, DossierItemView, DossierRemark } from '../../contract/dossiers.ts';
import { WhitelistEvidence } from '../../contract/rule-pack.ts';
import { DOSSIER_ITEMS, DOSSIER_TICKS, type DossierItemId, type DossierTick, type FileItem, type MailingKind } from '../../shared/dossiers.ts';

/** A file of a dossier, with what was seen in it when it was taken in. */
export interface KeptFile extends DossierFile {
  readonly facts: FileFacts;
}

/** What a look at a file found: of a sample letter what the rules say of it, of a saved page whether it asks for a password. */
export interface FileFacts {
  readonly sample: Dossier['sample'];
  readonly passwordField: boolean;
}

/** What name servers said, and of what. */
export interface AskedRecords {
  readonly domain: string;
  readonly ipAddress: string;
  readonly findings: readonly Finding[];
}

/** Everything the list of a dossier depends on. */
export interface DossierFacts {
  readonly fields: DossierFields;
  readonly ticks: Readonly<Partial<Record<DossierTick, unknown>>>;
  readonly files: readonly KeptFile[];
  /** What a person said is not needed, and why. */
  readonly unneeded: Readonly<Partial<Record<DossierItemId, string>>>;
  readonly technical: AskedRecords | null;
  /** What the host wants to see; empty = it has not said, and all of it is gathered. */
  readonly asked: readonly z.infer<typeof WhitelistEvidence>[];
  /** The letter to the host names who asks. */
  readonly senderComplete: boolean;
}

const BY_CLIENT: readonly DossierItemId[] = [
  'mailing_kinds',
  'volume',
  'consent_wording',
  'subscription_form',
  'registration_form',
  'rules_extract',
  'sample_source',
  'sample_screenshot',
  'unsubscribe_page',
  'no_login',
  'declarations',
];
const REGISTRATION: readonly DossierItemId[] = ['registration_form', 'rules_extract'];
const WHERE_AGREED: readonly DossierItemId[] = ['subscription_form', ...REGISTRATION];

/** Points that depend on the kind of mailing; all other confirmations are asked of everybody. */
const OF_KIND: Readonly<Partial<Record<DossierTick, readonly MailingKind[]>>> = { verified: ['advertising', 'information'], automatic: ['automatic'] };
const NOT_DECLARED: readonly DossierTick[] = ['no_login', 'google', 'yandex', 'mailru'];

/** What has to be confirmed of mailings of these kinds. */
export function declarationsFor(kinds: readonly MailingKind[]): DossierTick[] {
  return DOSSIER_TICKS.filter((tick) => !NOT_DECLARED.includes(tick) && (OF_KIND[tick]?.some((kind) => kinds.includes(kind)) ?? true));
}

/** Every item with how it stands. Whether evidence is true is for people to judge: what is counted is that it is there. */
export function itemsOf(facts: DossierFacts): DossierItemView[] {
  return DOSSIER_ITEMS.map((id) => {
    const file = facts.files.find(({ item }) => item === id) ?? null;
    const view = { id, who: BY_CLIENT.includes(id) ? ('client' as const) : ('us' as const), file: file === null ? null : withoutFacts(file) };
    const spared = sparedBecause(id, facts);
    if (spared !== null) return { ...view, state: 'not_needed', remarks: [spared], reason: facts.unneeded[id] ?? '' };
    const faults = faultsOf(id, facts);
    const counts = isThere(id, facts) && !faults.some((fault) => NOT_COUNTED.includes(fault) || (id === 'no_login' && LOGIN_SIGNS.includes(fault)));
    return { ...view, state: counts ? 'provided' : 'missing', remarks: faults, reason: '' };
  });
}

/** How far a dossier is: of those that are needed, how many are there, and which are not. */
export function completeness(items: readonly DossierItemView[]) {
  const needed = items.filter(({ state }) => state !== 'not_needed');
  const missing = needed.filter(({ state }) => state === 'missing').map(({ id }) => id);
  return { needed: needed.length, provided: needed.length - missing.length, missing };
}

function withoutFacts({ facts: _, ...file }: KeptFile): DossierFile {
  return file;
}

function sparedBecause(id: DossierItemId, { fields, asked, unneeded }: DossierFacts): DossierRemark | null {
  if (unneeded[id] !== undefined) return 'not_needed';
  const group = WHERE_AGREED.includes(id) ? WHERE_AGREED : [id];
  const isEvidence = id !== 'volume' && WhitelistEvidence.safeParse(id).success;
  if (isEvidence && asked.length > 0 && !asked.some((each) => group.some((one) => one === each))) return 'not_asked';
  if (!WHERE_AGREED.includes(id)) return null;
  return REGISTRATION.includes(id) === (fields.consentAt === 'registration') ? null : 'other_way';
}

function isThere(id: DossierItemId, { fields, ticks, files, technical, senderComplete }: DossierFacts): boolean {
  const has = (item: FileItem): boolean => files.some((file) => file.item === item);
  const ticked = (...all: readonly DossierTick[]): boolean => all.every((tick) => ticks[tick] !== undefined);
  switch (id) {
    case 'sender':
      return fields.account !== '' && fields.ipAddress !== '' && fields.sendingAddress !== '';
    case 'mailing_kinds':
      return fields.kinds.length > 0;
    case 'volume':
      return fields.perDay !== null && fields.peak !== null;
    case 'consent_wording':
      return fields.consentWording !== '';
    case 'unsubscribe_page':
      return has(id) && fields.unsubscribeUrl !== '';
    case 'no_login':
      return ticked('no_login');
    case 'declarations':
      return fields.kinds.length > 0 && ticked(...declarationsFor(fields.kinds));
    case 'technical':
      return technical !== null;
    case 'guidelines':
      return ticked('google', 'yandex');
    case 'contact':
      return fields.contactHours !== '' && senderComplete;
    default:
      return has(id);
  }
}

/** What speaks against a way out without a login, whoever ticked it: the host asks for it declared and checked (004-18). A person who knows better says why it is not needed. */
const LOGIN_SIGNS: readonly DossierRemark[] = ['password_field', 'login_link'];

/** What keeps an item from counting though something is there. The others are for a person to weigh. */
const NOT_COUNTED: readonly DossierRemark[] = ['no_unsubscribe', 'records_stale', 'peak_below'];

function faultsOf(id: DossierItemId, facts: DossierFacts): DossierRemark[] {
  const { fields, files, technical, senderComplete } = facts;
  switch (id) {
    case 'sample_source':
      return sampleFaults(files.find(({ item }) => item === id)?.facts.sample?.findings ?? []);
    case 'unsubscribe_page':
    case 'no_login':
      return loginSigns(facts);
    case 'technical':
      return technical === null ? [] : recordFaults(technical, fields);
    case 'volume':
      return fields.perDay !== null && fields.peak !== null && fields.peak < fields.perDay ? ['peak_below'] : [];
    case 'contact':
      return senderComplete ? [] : ['sender_not_set'];
    default:
      return [];
  }
}

/** The check of the letter; name servers have an item of their own, and what only the sender knows is declared. */
function sampleFaults(findings: readonly Finding[]): DossierRemark[] {
  const failed = findings.filter(({ id, outcome, severity }) => outcome === 'fail' && severity !== 'I' && !id.startsWith('D'));
  const noWayOut = failed.some(({ id }) => id === 'B01');
  return [...(noWayOut ? ['no_unsubscribe' as const] : []), ...(failed.length > 0 ? ['sample_faults' as const] : [])];
}

function loginSigns({ files }: DossierFacts): DossierRemark[] {
  const page = files.find(({ item }) => item === 'unsubscribe_page');
  const sample = files.find(({ item }) => item === 'sample_source')?.facts.sample?.findings ?? [];
  const linksToLogin = sample.some(({ id, outcome, found }) => id === 'B02' && outcome === 'fail' && found === 'B02.login');
  return [...(page?.facts.passwordField === true ? ['password_field' as const] : []), ...(linksToLogin ? ['login_link' as const] : [])];
}

/** Domain of an address, in lower case; empty without one. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function recordFaults({ domain, ipAddress, findings }: AskedRecords, fields: DossierFields): DossierRemark[] {
  if (domain !== domainOf(fields.sendingAddress) || ipAddress !== fields.ipAddress) return ['records_stale'];
  const some = (outcome: Finding['outcome']): boolean => findings.some((finding) => finding.outcome === outcome);
  return [...(some('fail') ? ['records_fail' as const] : []), ...(some('unknown') ? ['records_unknown' as const] : [])];
}
