import { ClientId, DossierId, type HostId, type PackId } from '../../../contract/ids.ts';
import { addDays, dateIn } from '../../../shared/calendar.ts';
import { HOUR_MS } from '../../../shared/durations.ts';
import { type CaseWork, openCase, toldClient } from './case-work.ts';
import { type Step, type Story, stepsOf } from './story.ts';

/** Where the cases happen: a pack whose address is on a list, and a host with a white list. */
export interface CasePlaces {
  readonly pack: PackId;
  readonly address: string;
  readonly host: HostId;
  readonly server: PackId;
}

type Happened = readonly (readonly [days: number, run: () => Promise<void>])[];

/** Three cases, one over, one in the middle, one that waits for somebody else; and an application for a white list that was begun. */
export function cases(story: Story, places: CasePlaces): Step[] {
  return stepsOf(story, [...suspended(story, places), ...listed(story, places), ...blocked(story, places), [1.6, () => beginDossier(story, places)]]);
}

/** What is said in a case, in the language of the story. */
const words =
  ({ texts, language }: Story, name: string) =>
  (key: string): string =>
    texts.t(language, `presets:demo.case.${name}.${key}`);

/** Runs the parts of one case, once it was opened. Where no client fits there is none. */
function told(open: () => Promise<CaseWork | null>, opened: number, parts: readonly (readonly [number, (work: CaseWork) => Promise<void>])[]): Happened {
  let work: CaseWork | null = null;
  return [
    [
      opened,
      async () => {
        work = await open();
      },
    ],
    ...parts.map(([days, part]) => [days, async () => void (work !== null && (await part(work)))] as const),
  ];
}

/** A form of a site was misused, and the host suspended the account: weeks ago, and over. */
function suspended(story: Story, { pack }: CasePlaces): Happened {
  const say = words(story, 'closed');
  const reason = 'Votre compte a été suspendu : envoi massif de messages non sollicités détecté depuis le site (plus de 2 000 messages en 48 heures).';
  const open = async (): Promise<CaseWork | null> => {
    const clientId = await toldClient(story, pack, 2);
    if (clientId === null) return null;
    const occurredAt = story.clock.now() - 3 * HOUR_MS;
    const subject = { kind: 'suspension', scope: 'account', stopped: 'hosting', name: '', reason } as const;
    return await openCase(story, { packId: pack, clientId, subject, note: say('open'), occurredAt });
  };
  return told(open, 41, [
    [
      40.9,
      async (work) => {
        await work.say('read_reason', say('read'));
        await work.say('stop_sending', say('stop'), { minutes: 15 });
        await work.say('find_culprit', say('found'), { minutes: 40 });
        await work.concern('caused');
        await work.ask();
      },
    ],
    [39.6, (work) => work.answered(say('answer'), true)],
    [39.4, (work) => mended(work, say)],
    [36.3, (work) => work.say('watch_72h', say('quiet'))],
    [
      32.2,
      async (work) => {
        await work.say('watch_7d', say('quiet'));
        await work.close();
      },
    ],
  ]);
}

/** Everything that followed his answer, on one day. */
async function mended(work: CaseWork, say: ReturnType<typeof words>): Promise<void> {
  await work.decide(say('enough'));
  await work.say('clean_site', say('clean'), { minutes: 0 });
  await work.say('change_passwords', say('passwords'), { minutes: 10 });
  await work.findings({ cause: say('cause'), fix: say('fix'), prevention: say('prevention') });
  await work.send('care_request');
  await work.say('demand_vigilance', '');
  await work.say('repermission', say('noList'), { state: 'not_needed', minutes: 0 });
  await work.say('write_down', say('wrote'), { minutes: 20 });
  await work.say('attach_proof', say('proof'));
  const letter = await work.handIn('unblock_request', '2026-48213');
  await work.granted(letter, say('granted'));
}

/** The shared address came onto a list two days ago. The client has answered: somebody has to judge it. */
function listed(story: Story, { pack, address }: CasePlaces): Happened {
  const say = words(story, 'listing');
  const subject = { kind: 'listing', listed: address, list: 'Spamhaus ZEN', reference: '', holder: 'host' } as const;
  const open = async (): Promise<CaseWork | null> => {
    const clientId = await toldClient(story, pack, 5);
    return clientId === null ? null : await openCase(story, { packId: pack, clientId, subject, note: say('open'), occurredAt: story.daysAgo(2) });
  };
  return told(open, 1.95, [
    [
      1.9,
      async (work) => {
        await work.say('stop_sending', say('stop'), { minutes: 10 });
        await work.say('find_culprit', say('found'), { minutes: 35 });
        await work.ask();
      },
    ],
    [0.4, (work) => work.answered(say('answer'), false)],
  ]);
}

/** One family gets no mail of a school; the host asks its provider, and the family is to write itself. */
function blocked(story: Story, { pack }: CasePlaces): Happened {
  const say = words(story, 'recipient');
  const { clock, features, call } = story;
  const open = async (): Promise<CaseWork | null> => {
    const clientId = await toldClient(story, pack, 8);
    if (clientId === null) return null;
    const lastMailOn = addDays(dateIn(clock.now(), clock.timeZone()), -2);
    const answer = '550 5.7.1 Message blocked: recipient is on the suppression list';
    const who = { address: 'famille.marchand@boite.example', writer: say('writer'), family: say('family'), sender: 'secretariat@ecole.example' };
    const subject = { kind: 'recipient', ...who, lastMailOn, answer, corrected: '', service: null } as const;
    return await openCase(story, { packId: pack, clientId, subject, note: say('open'), occurredAt: clock.now() - HOUR_MS });
  };
  return told(open, 4.2, [
    [
      4.1,
      async ({ id, say: tell, send }) => {
        await features.recipients.pause({ incidentId: id }, call);
        await tell('collect_facts', '');
        await features.recipients.correct({ incidentId: id, address: null }, call);
        await send('recipient_unblock');
        await tell('ask_unblocking', 'ASSIST-7731');
        await tell('await_answer', say('asked'), { state: 'waiting' });
      },
    ],
    [2.1, ({ say: tell }) => tell('await_confirmation', say('confirm'), { state: 'waiting' })],
  ]);
}

/** What is known of an application; files are brought by people, and nobody brought any yet. */
async function beginDossier(story: Story, { host, server }: CasePlaces): Promise<void> {
  const { features, call } = story;
  const filter = { packId: server, languages: [], told: [], search: '' };
  const [person] = (await features.clients.list({ filter, sort: 'name', descending: false, offset: 0, limit: 1 }, call)).rows;
  if (person === undefined) return;
  const id = DossierId.parse((await features.dossiers.create({ hostId: host, clientId: ClientId.parse(person.id), server: 'kvm' }, call)).id);
  const fields = { account: 'vps-40718', ipAddress: '203.0.113.9', kinds: ['information' as const], perDay: 1800, peak: 2500 };
  await features.dossiers.update({ id, fields }, call);
}
