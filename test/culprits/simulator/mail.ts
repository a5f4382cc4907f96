import type { Abuse } from './abuse.ts';
import { expectedIn, newsletterIn, type Ordinary } from './account.ts';
import type { Draw } from './draw.ts';
import type { Outcome, Record, Trail } from './record.ts';

/** When receivers refuse the server itself: from then on a share of everybody's mail, put off or refused; or they say that it is spam, whoever wrote it. */
export interface Listing {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly deferredShare: number;
  readonly asContent: number;
}

/** Answers that come late: that share of what fails is told only some time later, on average so many seconds. What is told after `at` nobody knows then. */
export interface Lateness {
  readonly share: number;
  readonly seconds: number;
  readonly at: number;
}

/** What is the same for all mail of a scene. */
export interface Weather {
  readonly listing: Listing | null;
  readonly lateness: Lateness;
}

/** A stretch of time that is made up at once. */
export interface Slot {
  readonly start: number;
  readonly seconds: number;
}

interface Shares {
  readonly unknown: number;
  readonly content: number;
  readonly full: number;
  readonly delayed: number;
  readonly listed: number;
  readonly deferredShare: number;
  readonly asContent: number;
  /** Of its failures, those that are known by the moment. */
  readonly told: number;
}

/** Of the failures of a stretch, the share that is known by the moment. */
function toldOf({ share, seconds, at }: Lateness, { start }: Slot): number {
  return 1 - share * Math.exp(-Math.max(0, at - start) / seconds);
}

/** What becomes of so many recipients. */
function outcomesOf(draw: Draw, sent: number, shares: Shares): Outcome[] {
  const recipients = draw.part(sent, shares.told);
  const unknown = draw.part(recipients, shares.unknown);
  const listed = draw.part(recipients - unknown, shares.listed);
  const asContent = draw.part(listed, shares.asContent);
  const deferred = draw.part(listed - asContent, shares.deferredShare);
  const content = draw.part(recipients - unknown - listed, shares.content) + asContent;
  const full = draw.part(recipients, shares.full);
  return [
    { class: 'permanent', target: 'address', failed: unknown, deferred: 0 },
    { class: 'blocked', target: 'content', failed: content, deferred: 0 },
    { class: 'blocked', target: 'sender-ip', failed: listed - asContent - deferred, deferred },
    { class: 'temporary', target: 'mailbox', failed: full, deferred: 0 },
    { class: 'temporary', target: 'system', failed: 0, deferred: draw.part(recipients, shares.delayed) },
  ];
}

function listedIn(account: Ordinary, listing: Listing | null, { start, seconds }: Slot): Pick<Shares, 'listed' | 'deferredShare' | 'asContent'> {
  if (listing === null || start + seconds <= listing.from || start >= listing.to) return { listed: 0, deferredShare: 0, asContent: 0 };
  return { listed: Math.min(1, account.listedShare * listing.share * 2), deferredShare: listing.deferredShare, asContent: listing.asContent };
}

/** An ordinary stretch of an account: its mail, newsletter, forwarders, and the guesses of its password. `times`: a lawful surge. */
export function ordinaryMail(draw: Draw, { account, into, slot, weather, times }: Living & { readonly times: number }): void {
  const listed = { ...listedIn(account, weather.listing, slot), told: toldOf(weather.lateness, slot) };
  const shares = { unknown: account.unknown, content: account.content, full: account.full, delayed: account.delayed, ...listed };
  const messages = draw.count((times * expectedIn(account, slot.start, slot.seconds)) / account.perMessage, account.burstiness);
  const recipients = Math.round(messages * account.perMessage);
  if (recipients > 0) into.add({ ...slot, messages, recipients, outcomes: outcomesOf(draw, recipients, shares), traces: ordinaryTrails(draw, account, slot) });
  const mailed = newsletterIn(account, slot.start, slot.seconds);
  if (mailed > 0) {
    const traces: Trail[] = [
      { kind: 'login', value: `info@${account.name}.example`, sources: 1 },
      { kind: 'subject', value: 'Newsletter' },
    ];
    const dead = account.newsletter?.dead ?? 0;
    into.add({ ...slot, messages: mailed, recipients: mailed, outcomes: outcomesOf(draw, mailed, { ...shares, unknown: dead }), traces });
  }
  besides(draw, { account, into, slot });
}

/** Whose mail is made up, for which stretch of time, and where it is written down. */
interface Living {
  readonly account: Ordinary;
  readonly into: Record;
  readonly slot: Slot;
  readonly weather: Weather;
}

/** What comes and goes without the account: forwarded mail, and guesses of its password. */
function besides(draw: Draw, { account, into, slot }: { readonly account: Ordinary; readonly into: Record; readonly slot: Slot }): void {
  const forwarded = draw.count((account.forwards * slot.seconds) / 86_400, 0.5);
  if (forwarded > 0) into.add({ ...slot, messages: 0, recipients: 0, outcomes: [], forwarded });
  const guesses = draw.count((account.guesses * slot.seconds) / 86_400, 1);
  if (guesses > 0)
    into.add({
      ...slot,
      messages: guesses,
      recipients: 0,
      outcomes: [],
      traces: [{ kind: 'refused_login', value: `info@${account.name}.example`, sources: guesses }],
    });
}

function ordinaryTrails(draw: Draw, account: Ordinary, { start }: Slot): Trail[] {
  const { name, byScript, sources, formSenders, changes } = account;
  const folder = changes.movedAt !== null && start >= changes.movedAt ? changes.movedTo : 'shop';
  const roams = changes.roamsFrom !== null && start >= changes.roamsFrom;
  const addresses = roams ? { sources: draw.whole(1, 6), altogether: changes.roamingSources } : { sources: draw.whole(1, sources) };
  const own: Trail[] = [
    { kind: 'script', value: `/home/${name}/public_html/${folder}`, share: byScript },
    { kind: 'login', value: `info@${name}.example`, share: 1 - byScript, ...addresses },
  ];
  return formSenders ? [...own, { kind: 'sender', value: `visitor${draw.whole(1, 15)}@mailbox.example`, foreign: true, share: 0.2 }] : own;
}

/** What a misuse sends in a stretch of time. */
export function abusiveMail(draw: Draw, { abuse, account, into, slot, weather }: Living & { readonly abuse: Abuse }): void {
  const shared = Math.max(0, Math.min(slot.start + slot.seconds, abuse.to) - Math.max(slot.start, abuse.from));
  const expected = (abuse.recipients * shared) / (abuse.to - abuse.from);
  const recipients = draw.count(expected, 0.1);
  if (recipients > 0) {
    const met = { ...listedIn(account, weather.listing, slot), told: toldOf(weather.lateness, slot) };
    const shares = { unknown: abuse.unknown, content: abuse.content, full: 0.02, delayed: 0.03, ...met };
    into.add({ ...slot, messages: Math.ceil(recipients / abuse.perMessage), recipients, outcomes: outcomesOf(draw, recipients, shares), traces: abuse.trails });
  }
  if (abuse.refusedAfter > 0 && slot.start >= abuse.to && slot.start < abuse.to + 3 * 3600) {
    const messages = draw.count((abuse.refusedAfter * slot.seconds) / 3600, 0.5);
    if (messages > 0) into.add({ ...slot, messages, recipients: 0, outcomes: [], traces: [{ kind: 'refused_login', value: abuse.login, sources: messages }] });
  }
}
