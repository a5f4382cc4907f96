import type { ClientId, HostId, PackId } from '../../../src/contract/ids.ts';
import type { Language } from '../../../src/shared/language.ts';
import type { Client, RunningServer } from './server.ts';

interface Person {
  readonly company: string;
  readonly language: Language;
  /** Empty: no notice can name what it is about, and so it is blocked. */
  readonly domain: string;
  readonly email: string;
}

/** One person a language, in the order of the lists; the first name looks like HTML, the last person is blocked. */
export const PEOPLE = {
  french: { company: 'Boulangerie <b>Martin</b>', language: 'fr', domain: 'boulangerie-martin.example', email: 'martin@example.org' },
  english: { company: 'Smith & Sons', language: 'en', domain: 'smith-sons.example', email: 'smith@example.org' },
  blocked: { company: 'Zeta without domain', language: 'en', domain: '', email: 'zeta@example.org' },
  russian: { company: 'ООО «Ромашка»', language: 'ru', domain: 'romashka.example', email: 'romashka@example.org' },
} as const satisfies Readonly<Record<string, Person>>;

async function addClient(client: Client, packId: PackId, { company, language, domain, email }: Person): Promise<ClientId> {
  const created = await client.clients.create({
    company,
    language,
    contacts: [{ role: 'owner', email, firstName: 'Anna', lastName: 'Petrova' }],
    accounts: [{ packId, mainDomain: domain, login: email.split('@')[0], plan: 'Basic' }],
  });
  return created.id;
}

/** A host and four people on it; nothing is published. Sending is quick and goes to the practice mailbox. Answers the host. */
export async function fillPeople({ client }: RunningServer): Promise<HostId> {
  await client.settings.update({
    sender: { resellerName: 'Web Workshop', fromName: 'Web Workshop', fromAddress: 'hello@workshop.example', supportAddress: 'help@workshop.example' },
    ownPace: { count: 6000, seconds: 60 },
    onboarding: 'done',
  });
  const host = await client.hosts.create({ presetId: 'neutral', name: 'Sunny Hosting', packName: 'Pack A', termsUrl: 'https://sunny.example/terms' });
  const packId = host.packs[0]?.id;
  if (packId === undefined) throw new Error('The new host has no pack');
  for (const person of Object.values(PEOPLE)) await addClient(client, packId, person);
  return host.id;
}

/** A workspace in which three people are ready to be told and a fourth is blocked. */
export async function fillWorkspace(server: RunningServer): Promise<void> {
  const { client } = server;
  const hostId = await fillPeople(server);
  const { now } = await client.system.info({});
  await client.policies.publish({
    hostId,
    effectiveOn: now.slice(0, 10),
    changelog: { en: 'First version', fr: 'Première version', ru: 'Первая версия' },
  });
}

/** Issues every notice that is ready, as the button on the screen does. */
export async function issueAll({ client }: RunningServer): Promise<void> {
  for await (const event of await client.notices.issue({ allDue: true })) if (event.kind === 'done') return;
}
