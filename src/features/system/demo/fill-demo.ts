import type { Progress } from '../../../contract/common.ts';
import { fail } from '../../../contract/fail.ts';
import type { Call } from '../../../contract/handlers.ts';
import { ClientId, HostId, PackId } from '../../../contract/ids.ts';
import { dateIn } from '../../../shared/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/durations.ts';
import type { Language } from '../../../shared/language.ts';
import type { Core } from '../../core.ts';
import type { Neighbours } from '../neighbours.ts';
import { blocklists, demoDns, SHARED } from './blocklists.ts';
import { cases } from './cases.ts';
import { DemoClock } from './demo-clock.ts';
import { demoServer } from './demo-server.ts';
import { hosted } from './hosted.ts';
import { incident } from './incident.ts';
import { type Person, people, pick, sequence } from './people.rules.ts';
import { reminders } from './reminders.ts';
import { returns } from './returns.ts';
import { flush, result, type Step, type Story, stepsOf } from './story.ts';

const CLIENTS = 200;
const SEED = 20_260;
const HISTORY_DAYS = 200;

export interface DemoOrder {
  readonly core: Core;
  readonly rebuild: (core: Core) => Neighbours;
  readonly language: Language;
  readonly call: Call;
}

interface Places {
  /** Hosts by the order they were added in. */
  readonly hosts: readonly HostId[];
  readonly large: PackId;
  readonly small: PackId;
  readonly quiet: PackId;
  readonly server: PackId;
  /** A pack for each place of the lottery: the first host has most clients, and only who speaks Russian is at the Russian one. */
  readonly packs: Readonly<Record<Language, readonly PackId[]>>;
}

const SENDERS: Readonly<Record<Language, { readonly name: string; readonly domain: string; readonly author: string }>> = {
  en: { name: 'Lavender Web', domain: 'lavender-web.example', author: 'Lavender Web' },
  fr: { name: 'Atelier Web Lavande', domain: 'atelier-lavande.example', author: 'Atelier Web Lavande' },
  ru: { name: 'Веб-студия «Лаванда»', domain: 'lavanda-web.example', author: 'Веб-студия «Лаванда»' },
};

async function introduce({ features, language, call }: Story): Promise<void> {
  const { name, domain, author } = SENDERS[language];
  const sender = {
    resellerName: name,
    fromName: name,
    fromAddress: `contact@${domain}`,
    supportAddress: `support@${domain}`,
    bounceAddress: `returns+*@${domain}`,
  };
  await features.settings.update({ language, author, sender, transport: 'practice', ownPace: { count: 60, seconds: 60 }, onboarding: 'done' }, call);
}

async function addHosts({ features, call }: Story): Promise<Places> {
  const south = await features.hosts.create({ presetId: 'shared-fr-conditions', name: 'Hébergement Garrigue', packName: 'Garrigue 50' }, call);
  const north = await features.hosts.create({ presetId: 'shared-strict', name: 'Heron Hosting', packName: 'Heron Reseller' }, call);
  const east = await features.hosts.create({ presetId: 'vps-ru-whitelist', name: 'Хостинг «Кедр»', packName: 'Кедр VPS-4' }, call);
  const second = await features.hosts.addPack({ hostId: HostId.parse(south.id), name: 'Garrigue 100' }, call);
  const packOf = (host: { readonly packs: readonly { readonly id: string }[] }): PackId => PackId.parse(host.packs[0]?.id);
  const [large, small, quiet, server] = [packOf(south), PackId.parse(second.id), packOf(north), packOf(east)];
  const anywhere = [large, large, large, small, small, quiet, quiet];
  return {
    hosts: [south, north, east].map(({ id }) => HostId.parse(id)),
    ...{ large, small, quiet, server },
    packs: { fr: anywhere, en: anywhere, ru: [...anywhere, server, server, server, server] },
  };
}

function statusOf(random: () => number): 'active' | 'suspended' | 'closed' {
  const share = random();
  if (share < 0.92) return 'active';
  return share < 0.97 ? 'suspended' : 'closed';
}

/** One client as he is entered; a twelfth have a second account elsewhere, one in forty lacks what a notice needs. */
async function addClient(story: Story, person: Person, places: Places): Promise<void> {
  const { features, clock, random, call } = story;
  const orderedAt = clock.now() - Math.floor(random() * 900) * DAY_MS;
  const ordered = random() < 0.975;
  const packs = places.packs[person.language];
  const account = (packId: PackId, mainDomain: string, login: string) => ({
    packId,
    login,
    mainDomain,
    otherDomains: mainDomain === person.domain ? [...person.otherDomains] : [],
    plan: ordered ? person.plan : '',
    orderedOn: ordered ? dateIn(orderedAt, clock.timeZone()) : null,
    status: statusOf(random),
  });
  const contact = (role: 'owner' | 'technical' | 'billing', email: string | null) =>
    email === null ? [] : [{ role, email, ...(role === 'owner' ? { firstName: person.firstName, lastName: person.lastName, phone: person.phone } : {}) }];
  const second = random() < 1 / 12 ? [account(pick(packs, random), `blog-${person.domain}`, `${person.login}b`)] : [];
  await features.clients.create(
    {
      number: person.number,
      company: person.company,
      language: person.language,
      note: '',
      timeZone: '',
      contacts: [...contact('owner', person.email), ...contact('technical', person.technicalEmail), ...contact('billing', person.billingEmail)],
      accounts: [account(pick(packs, random), person.domain, person.login), ...second],
    },
    call,
  );
}

/** What was asked of a host since, and a rule of one's own. */
async function tighten({ features, clock, call }: Story, id: HostId): Promise<void> {
  const { rules, own } = await features.hosts.get({ id }, call);
  const read = { source: 'https://garrigue.example/cgv', readOn: dateIn(clock.now(), clock.timeZone()) };
  const asked = { ...rules, logRetentionDays: { state: 'known' as const, value: 30, ...read } };
  await features.hosts.setRules({ id, rules: asked, own: { ...own, maxRecipientsPerMessage: 5 }, reason: '' }, call);
}

/** The first version of a host's notice leaves 48 hours for an answer, a later one less, and says so. */
async function publish({ features, clock, call, texts }: Story, hostId: HostId, hours: 48 | 24 = 48): Promise<void> {
  const terms = { lawCountry: 'FR', answerWithinHours: hours, reminderMonths: 6, platforms: '', cost: '' } as const;
  const say = (language: Language) => (hours === 48 ? '' : texts.t(language, 'presets:demo.changelog'));
  const changelog = { en: say('en'), fr: say('fr'), ru: say('ru') };
  await features.policies.publish({ hostId, kind: 'notice', terms, effectiveOn: dateIn(clock.now(), clock.timeZone()), changelog, material: true }, call);
}

/** Queues notices to at most `limit` of those who are due, longest waiting first. */
async function queueSome({ features, call }: Story, limit: number): Promise<void> {
  const { rows } = await features.notices.due({ offset: 0, limit, search: '', only: 'ready' }, call);
  const clientIds = [...new Set(rows.map((row) => ClientId.parse(row.clientId)))];
  if (clientIds.length > 0) await result(features.notices.issue({ clientIds }, call));
}

async function sendSome(story: Story, limit: number): Promise<void> {
  await queueSome(story, limit);
  await flush(story);
}

/** From now on messages go to the made-up server, or again into the practice mailbox. The server stays set: what it put off may be tried again. */
async function use(transport: 'smtp' | 'practice', { features, call }: Story): Promise<void> {
  await features.settings.update({ transport, smtp: { host: 'smtp.example', port: 465, security: 'tls', user: '' } }, call);
}

/** What happened, each thing at its time: hosts and policies first, clients one by one, notices in waves, and what is left for today. */
function steps(story: Story, places: Places): Step[] {
  const { daysAgo, random } = story;
  const [south, north, east] = places.hosts;
  if (south === undefined || north === undefined || east === undefined) return [];
  const made = people(CLIENTS, random).map((person, index) => {
    const days = index < CLIENTS * 0.6 ? HISTORY_DAYS - 2 - random() * 8 : random() * (HISTORY_DAYS - 12);
    return { at: daysAgo(days), run: () => addClient(story, person, places) };
  });
  const told = stepsOf(story, [
    [185, () => tighten(story, south)],
    [184, () => publish(story, south)],
    [183.8, () => publish(story, north)],
    [183.5, () => sendSome(story, 6)],
    [180, () => use('smtp', story)],
    [178.9, () => sendSome(story, 32)],
    [150, () => sendSome(story, 8)],
    [119, () => publish(story, east)],
    [118.6, () => sendSome(story, 12)],
    [60, () => sendSome(story, 5)],
    [45, () => publish(story, north, 24)],
    [44.6, () => sendSome(story, 5)],
    [16, () => sendSome(story, 6)],
    [2.9, () => sendSome(story, 12)],
    // What was put off is tried again, at ever longer distances: the next try is hours away.
    ...[2.8, 2.7, 2.5, 2.2, 1.5].map((days) => [days, () => flush(story)] as const),
    [1.2, () => sendSome(story, 5)],
    [0.02, () => flush(story)],
    [0.012, () => use('practice', story)],
    [0.01, () => sendSome(story, 4)],
    [0.0002, () => queueSome(story, 4)],
  ]);
  return [...made, ...told, ...reminders(story, places.hosts), ...returns(story)].sort((a, b) => a.at - b.at);
}

/**
 * Fills an empty workspace by living through the past months in seconds: every client, version, notice and message comes about through
 * the features themselves, on a clock that stands in the past and with a mail server that exists in memory only. Nothing leaves the machine.
 */
export async function* fillDemo({
  core,
  rebuild,
  language,
  call,
}: DemoOrder): AsyncGenerator<Progress | { kind: 'done'; result: { clients: number } }, void, void> {
  const now = core.clock.now();
  const daysAgo = (days: number): number => Math.round(now - days * DAY_MS);
  const clock = new DemoClock(core.clock, daysAgo(HISTORY_DAYS) - HOUR_MS);
  const { dns, book } = demoDns();
  const features = rebuild({ ...core, clock, smtp: demoServer(), dns, changed: () => {} });
  const { texts, files, codec } = core;
  const story: Story = { features, clock, daysAgo, call, random: sequence(SEED), language, texts, files, codec };
  await introduce(story);
  const places = await addHosts(story);
  const { large, small, quiet, server } = places;
  const listed = blocklists(story, book, { main: large, second: small, server });
  const [, , east] = places.hosts;
  const worked = east === undefined ? [] : cases(story, { pack: large, address: SHARED, host: east, server });
  const all = [...steps(story, places), ...listed, ...worked].sort((a, b) => a.at - b.at);
  for (const [index, step] of all.entries()) {
    if (call.signal?.aborted === true) throw fail('cancelled', {});
    clock.moveTo(step.at);
    await step.run();
    yield { kind: 'progress', phase: 'demo', done: index + 1, total: all.length };
  }
  await hosted(core, { main: large, second: small, quiet });
  await incident(core, story, large);
  core.changed('connections', 'usage', 'statuses', 'alerts', 'logs', 'incidents', 'dossiers');
  core.changed('blocklists', 'settings', 'hosts', 'clients', 'policies', 'notices', 'outbox', 'mailbox', 'evidence', 'replies', 'reminders', 'bounces');
  yield { kind: 'done', result: { clients: CLIENTS } };
}
