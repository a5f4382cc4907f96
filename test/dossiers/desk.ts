import { readFileSync } from 'node:fs';
import { nodeDns } from '../../src/adapters/dns.ts';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { ClientInput } from '../../src/contract/clients.ts';
import { Dossier } from '../../src/contract/dossiers.ts';
import { ClientId, type DossierId, type FileRef, HostId } from '../../src/contract/ids.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { dossiersHandlers } from '../../src/features/dossiers/index.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { settingsHandlers } from '../../src/features/settings/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { DOSSIER_TICKS, type FileItem } from '../../src/shared/dossiers.ts';
import { openTestCore } from '../support/core.ts';
import { memorySecrets } from '../support/sending.ts';

export const CALL = { signal: undefined };
const MAILS = new URL('../fixtures/mails-checked/', import.meta.url);

/** A picture with a size, as small as there are. */
export const PNG = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
export const mail = (name: string) => new Uint8Array(readFileSync(new URL(`${name}.eml`, MAILS)));
export const page = (body: string) => new TextEncoder().encode(`<!DOCTYPE html><html><body>${body}</body></html>`);

export const FIELDS = {
  account: 'kvm-17',
  ipAddress: '192.0.2.10',
  sendingAddress: 'lettre@lilas.example',
  dkimSelector: 'k1',
  kinds: ['information' as const],
  perDay: 1500,
  peak: 4000,
  consentWording: 'Я согласен получать новости магазина «Сирень» по почте.',
  unsubscribeUrl: 'https://lilas.example/u/9f2c71',
  contactHours: 'Анна, +7 000 000-00-00, 9–18',
};

/** A workspace with the host that has a white list, one of which nothing is known, and a client. */
export async function openDesk(ports: Partial<Ports> = {}) {
  const test = openTestCore({ texts: createTexts(), mail: nodemailerFormat, dns: nodeDns, secrets: memorySecrets(), ...ports });
  const { core } = test;
  await settingsHandlers(core, { settingsChanged: () => {}, sendTest: async () => '' }).update(
    { author: 'Anna', sender: { resellerName: 'Lavande', fromAddress: 'desk@lavande.example', supportAddress: 'desk@lavande.example' } },
    CALL,
  );
  const hosts = hostsHandlers(core);
  const kedr = await hosts.create({ presetId: 'vps-ru-whitelist', name: 'Кедр', packName: 'VPS-4' }, CALL);
  const other = await hosts.create({ presetId: 'neutral', name: 'Northhost', packName: '50' }, CALL);
  const client = await clientsHandlers(core).create(
    ClientInput.parse({
      company: 'Сирень',
      language: 'ru',
      contacts: [{ role: 'owner', email: 'anna@lilas.example' }],
      accounts: [{ packId: kedr.packs[0]?.id, mainDomain: 'lilas.example' }],
    }),
    CALL,
  );
  return { ...test, of: dossiersHandlers(core), hostId: HostId.parse(kedr.id), otherHostId: HostId.parse(other.id), clientId: ClientId.parse(client.id) };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function begin({ of, hostId, clientId }: Desk): Promise<Dossier> {
  return Dossier.parse(await of.create({ hostId, clientId, server: 'kvm' }, CALL));
}

/** A file on its way in, as a window hands it over. */
export async function handOver({ core }: Desk, name: string, bytes: Uint8Array): Promise<FileRef> {
  return (await core.files.put(name, 'application/octet-stream', bytes)).ref;
}

export async function bring(desk: Desk, id: DossierId, item: FileItem, [name, bytes]: readonly [string, Uint8Array]): Promise<Dossier> {
  return Dossier.parse(await desk.of.addFile({ id, item, fileRef: await handOver(desk, name, bytes) }, CALL));
}

/** Everything but what name servers say, which is said to be not needed. */
export async function complete(desk: Desk): Promise<Dossier> {
  const { id } = await begin(desk);
  await desk.of.update({ id, fields: FIELDS }, CALL);
  await bring(desk, id, 'subscription_form', ['форма.png', PNG]);
  await bring(desk, id, 'sample_source', ['письмо.eml', mail('fine-ru')]);
  await bring(desk, id, 'sample_screenshot', ['письмо.png', PNG]);
  await bring(desk, id, 'unsubscribe_page', ['отписка.html', page('<form><button>Отписаться</button></form>')]);
  for (const tick of DOSSIER_TICKS) await desk.of.tick({ id, tick, on: true }, CALL);
  await desk.of.need({ id, item: 'technical', reason: 'The host checks it itself' }, CALL);
  return Dossier.parse(await desk.of.get({ id }, CALL));
}
