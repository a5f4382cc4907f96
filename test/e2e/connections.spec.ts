import type { HostId, PackId } from '../../src/contract/ids.ts';
import { type StandIn, startStandIn } from '../connectors/stand-ins/stand-in.ts';
import { whmDialect } from '../connectors/stand-ins/whm.ts';
import { smallWorld, type World } from '../connectors/stand-ins/world.ts';
import { type Access, ConnectionPage, DifferencesPage, StatusPage } from './pages/connections.ts';
import { VolumePage } from './pages/volume.ts';
import { expectAccessible } from './support/axe.ts';
import { keyboard, watchPointer } from './support/hand.ts';
import { fillPeople } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { test as base, expect } from './support/test.ts';

interface Panel {
  readonly world: World;
  readonly standIn: StandIn;
  readonly access: Access;
}

/** With a host whose panel is a stand-in of WHM, with a certificate it signed itself. */
const test = base.extend<{ readonly panel: Panel }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  panel: async ({}, use) => {
    const world = smallWorld({ now: Date.now() });
    const standIn = await startStandIn(whmDialect(), world);
    await use({ world, standIn, access: { address: `${standIn.url}/cpsess0123456789/scripts`, login: world.login, secret: world.secret } });
    await standIn.close();
  },
  prepare: async ({ panel: _ }, use) => {
    await use(async (server) => {
      await fillPeople(server);
    });
  },
});

const REASON = 'Spam complaint #42: newsletter';

async function packOf({ client }: RunningServer): Promise<{ hostId: HostId; packId: PackId }> {
  const [pack] = (await client.hosts.list({})).flatMap(({ packs }) => packs);
  if (pack === undefined) throw new Error('There is no pack');
  return { hostId: pack.hostId, packId: pack.id };
}

/** The same world after the host suspended the first account and made another one disappear. */
function later(world: World): World {
  const [first, , ...others] = world.accounts;
  if (first === undefined) throw new Error('The world is empty');
  return { ...world, accounts: [{ ...first, suspended: true, reason: REASON, suspendedAt: null }, ...others] };
}

/** Connects as a person who accepts the certificate would, up to the answer of the check. */
async function check(page: ConnectionPage, access: Access): Promise<void> {
  await page.fillAccess(access);
  await page.press('connections:access.check');
  await page.press('connections:certificate.accept');
}

for (const look of [
  { language: 'en', theme: 'light' },
  { language: 'fr', theme: 'dark' },
  { language: 'ru', theme: 'light' },
] as const) {
  test.describe(`in ${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('a pack is connected, its accounts are taken over, and a suspension arrives with the next reading', async ({ app, server, panel, say }) => {
      test.slow();
      const { hostId, packId } = await packOf(server);
      const connection = new ConnectionPage(app, say);
      const differences = new DifferencesPage(app, say);
      const status = new StatusPage(app, say);

      await test.step('the panel is chosen by what it publishes', async () => {
        await app.go(`/hosts/${hostId}`);
        await app.main.getByRole('link', { name: say('connections:pack.connect') }).click();
        await expect(app.heading).toHaveText(say('connections:setUp.title', { pack: 'Pack A' }));
        await connection.choose('whm');
        await expectAccessible(app.page);
        await connection.press('common:next');
      });

      await test.step('nothing is sent before the certificate is accepted', async () => {
        await expect(app.main).toContainText('list-accts');
        await connection.fillAccess(panel.access);
        await expectAccessible(app.page);
        await connection.press('connections:access.check');
        await expect(app.main).toContainText(say('connections:certificate.problem.self_signed'));
        await expect(app.main).toContainText((panel.standIn.sha256.toUpperCase().match(/../g) ?? []).join(':'));
        expect(panel.standIn.calls()).toEqual([]);
        await expectAccessible(app.page);
        await connection.press('connections:certificate.accept');
      });

      await test.step('the check says what works and what is not published', async () => {
        await expect(app.main).toContainText(say('connections:probe.done'));
        await expect(app.main).toContainText(say('connections:given.given'));
        await expect(app.main).toContainText(say('connections:given.not_given'));
        await expectAccessible(app.page);
      });

      await test.step('the first reading says what was found', async () => {
        await connection.press('connections:read.first');
        await expect(app.main).toContainText(say('connections:found.title'));
        await expect(app.main).toContainText(say('connections:found.accounts', { count: panel.world.accounts.length }));
        await expectAccessible(app.page);
        await connection.press('connections:read.toConnection');
        await expect(app.main).toContainText(say('connections:state.ok'));
        await expect(app.main).toContainText(say('connections:polls.of.accounts'));
        await expectAccessible(app.page);
        expect((await server.client.connections.list({}))[0]?.pin).toBe(panel.standIn.sha256);
      });

      await test.step('new accounts are taken over, with the address that lacked', async () => {
        await app.go('/hosts');
        await app.main.getByRole('link', { name: say('connections:differences.look') }).click();
        await expect(differences.row('alphausr.example')).toContainText(say('connections:differences.matchNew'));
        await differences.button('connections:decide.all', 6).click();
        await expect(app.main).toContainText(say('connections:decide.needEmail', { count: 1 }));
        await differences.emailOf('epsusr.example').fill('eps@example.org');
        await expectAccessible(app.page);
        await differences.button('connections:decide.take', 6).click();
        await expect(app.main).toContainText(say('connections:differences.none'));
        expect((await server.client.clients.list({ limit: 1 })).total).toBe(10);
      });

      await test.step('a suspension and a gone account arrive with the next readings', async () => {
        panel.standIn.change(later(panel.world));
        await connection.open(hostId, packId);
        for (const _ of [1, 2]) {
          await connection.press('connections:read.now');
          await expect(app.main.getByText(say('connections:found.title'))).toBeVisible();
        }
        await status.open();
        await expect(status.row('alphausr.example')).toContainText(say('statuses:state.suspended'));
        await expect(status.row('alphausr.example')).toContainText(REASON);
        await expect(status.row('alphausr.example')).toContainText(say('statuses:reasonClass.mail'));
        await expect(status.packs).toContainText('Pack A');
        await expectAccessible(app.page);
        await status.row('alphausr.example').click();
        await expect(status.dialog).toContainText(say('statuses:history.before', { state: say('statuses:state.active') }));
        await expectAccessible(app.page);
        await app.page.keyboard.press('Escape');
        await differences.open();
        await expect(differences.row('betausr.example')).toContainText(say('connections:differences.kind.missing'));
        // Nothing is closed by itself.
        expect((await server.client.clients.list({ filter: { search: 'betausr' } })).rows[0]?.accounts).toBe(1);
      });

      await test.step('what it had sent is seen, and an alarm names it in the words of the host', async () => {
        const volume = new VolumePage(app.page, say);
        await app.go('/hosts/volume');
        await volume.choose('usage:span.label', 'usage:span.d7');
        await expect(volume.row('alphausr.example')).toContainText(/\d/);
        await expect(volume.row('alphausr.example')).not.toContainText(say('usage:notRead'));
        await app.go('/hosts/alerts');
        await expect(app.main.getByRole('listitem').filter({ hasText: 'alphausr.example' }).first()).toContainText(REASON);
      });
    });
  });
}

test('a login that is refused is not tried again before a person acts, and what lacks is asked for in a letter', async ({ app, server, panel, say }) => {
  test.slow();
  const { hostId, packId } = await packOf(server);
  const connection = new ConnectionPage(app, say);
  await connection.open(hostId, packId);
  await connection.choose('whm');
  await connection.press('common:next');
  await check(connection, { ...panel.access, secret: 'not-the-token' });
  await expect(app.main.getByRole('alert')).toContainText('403');
  const { length } = panel.standIn.calls();
  await connection.press('connections:setUp.later');
  await expect(app.main).toContainText(say('connections:state.refused'));
  await expect(connection.button('connections:read.now')).toBeDisabled();
  await expectAccessible(app.page);
  for await (const event of await server.client.connections.pull({ packId })) if (event.kind === 'done') break;
  expect(panel.standIn.calls()).toHaveLength(length);

  panel.standIn.behave({ lacks: ['emailtrack_user_stats', 'emailtrack_search'] });
  await connection.press('connections:access.change');
  // The certificate that was accepted is not asked about again.
  await app.main.getByLabel(say('connections:secret.token')).fill(panel.access.secret);
  await connection.press('connections:access.check');
  await expect(app.main).toContainText(say('connections:given.needs_privilege'));
  await expect(app.main).toContainText('track-email');
  const letter = app.main
    .getByRole('region')
    .or(app.main.locator('section'))
    .filter({ hasText: say('connections:letter.title') });
  await expect(letter.last()).toContainText('track-email');
  await expectAccessible(app.page);
});

test('another certificate stops the reading until somebody has looked at it', async ({ app, server, panel, say }) => {
  const { hostId, packId } = await packOf(server);
  const port = Number(new URL(panel.standIn.url).port);
  const { access, world, standIn } = panel;
  await server.client.connections.save({ ...access, packId, kind: 'whm', pin: standIn.sha256 });
  for await (const event of await server.client.connections.probe({ packId })) if (event.kind === 'done') break;
  await standIn.close();
  const other = await startStandIn(whmDialect(), world, { certificate: 'other', port });
  const connection = new ConnectionPage(app, say);
  await connection.open(hostId, packId);
  await connection.press('connections:read.now');
  await expect(app.main.getByRole('alert').first()).toBeVisible();
  expect(other.calls()).toEqual([]);
  await connection.button('connections:access.change').first().click();
  await connection.press('connections:access.check');
  await expect(app.main.getByRole('alert')).toContainText(say('connections:certificate.changed'));
  await expectAccessible(app.page);
  expect(other.calls()).toEqual([]);
  await connection.press('connections:certificate.accept');
  await expect(app.main).toContainText(say('connections:probe.done'));
  await other.close();
});

base.describe('by keyboard', () => {
  test('a pack is connected and read', async ({ page, app, server, panel, say }) => {
    test.slow();
    const pointed = await watchPointer(page);
    const { hostId, packId } = await packOf(server);
    const connection = new ConnectionPage(app, say, keyboard(page));
    await connection.open(hostId, packId);
    await keyboard(page).press(connection.panel('whm'));
    await page.keyboard.press('Space');
    await connection.press('common:next');
    await check(connection, panel.access);
    await connection.press('connections:read.first');
    await connection.press('connections:read.toConnection');
    await expect(app.main).toContainText(say('connections:state.ok'));
    const differences = new DifferencesPage(app, say);
    await differences.open();
    await keyboard(page).openRow(differences.list, 3);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(differences.list).toBeFocused();
    await page.keyboard.press('Space');
    await expect(differences.button('connections:decide.ignore', 1)).toBeVisible();
    await keyboard(page).press(differences.button('connections:decide.ignore', 1));
    await expect.poll(async () => (await server.client.connections.differences({ decided: true })).total).toBe(1);
    expect(await pointed()).toBe(0);
  });
});

test('a report is put in where there is no access: its day is asked for, and what it says is taken over', async ({ app, server, say }) => {
  const { hostId, packId } = await packOf(server);
  const connection = new ConnectionPage(app, say);
  await connection.open(hostId, packId);
  await app.main.getByText(say('connections:panel.none')).click();
  await app.main.getByRole('textbox', { name: say('connections:report.paste') }).fill('User,Sent,Failed\nsmith,1240,31\nmartin,7,abc\n');
  await connection.press('connections:report.look');
  await expect(app.main).toContainText(say('connections:report.kind.panel_table'));
  await expect(app.main).toContainText(say('connections:report.problem.not_a_number'));
  const take = app.main.getByRole('button', { name: say('connections:report.take', { count: 1 }) });
  await take.click();
  await expect(app.main).toContainText(say('connections:report.dayMissing'));
  await expectAccessible(app.page);
  const group = app.main.getByRole('group', { name: say('connections:report.day') });
  await group.getByRole('spinbutton').first().click();
  await app.page.keyboard.type('18112026');
  await take.click();
  await expect(app.main).toContainText(say('connections:report.taken', { count: 1 }));
  const { rows } = await server.client.statuses.list({ search: 'smith' });
  expect(rows.map(({ account, now }) => [account.login, now.state])).toEqual([['smith', 'unknown']]);

  await test.step('what a person knows is entered by hand', async () => {
    const status = new StatusPage(app, say);
    await status.open();
    await status.row('smith').click();
    await status.dialog.getByRole('button', { name: say('statuses:byHand.open') }).click();
    await status.dialog.getByRole('button', { name: say('statuses:byHand.do') }).click();
    await expect(status.dialog).toContainText(say('common:required'));
    await expectAccessible(app.page);
    await status.dialog.getByRole('button', { name: say('statuses:byHand.state') }).click();
    await app.page.getByRole('option', { name: say('statuses:state.mail_held') }).click();
    await status.dialog.getByRole('textbox', { name: say('statuses:byHand.reason') }).fill('Called: mail is held');
    await status.dialog.getByRole('button', { name: say('statuses:byHand.do') }).click();
    await expect(status.dialog).toContainText('Called: mail is held');
    await expect(status.dialog).toContainText(say('statuses:origin.hand'));
    await app.page.keyboard.press('Escape');
    await expect(status.row('smith')).toContainText(say('statuses:state.mail_held'));
  });
});
