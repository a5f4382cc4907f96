import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lockDataFolder } from '../../src/boot/data-folder.ts';
import { launchShell, type RunningShell } from './stand-in/launch.ts';
import { BUILT_MAIN, built } from './support/built.ts';
import { pageClient } from './support/page-client.ts';

const APP_SHOWN = "document.readyState === 'complete' && document.querySelector('#root')?.textContent.length > 20";
let script = '';
const folders: string[] = [];
const running: RunningShell[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-shell-'));
  folders.push(folder);
  return folder;
}

function launch(dataFolder: string, env: Readonly<Record<string, string>> = {}): RunningShell {
  const shell = launchShell({ main: BUILT_MAIN, dataFolder, env });
  running.push(shell);
  return shell;
}

/** A shell whose page shows the app, with a client of the test in the page. */
async function open(dataFolder: string, env: Readonly<Record<string, string>> = {}): Promise<RunningShell> {
  const shell = launch(dataFolder, env);
  await shell.until(APP_SHOWN);
  await openLine(shell);
  return shell;
}

async function openLine(shell: RunningShell): Promise<void> {
  await shell.evaluate(script);
  await shell.evaluate('openLine().then((client) => { globalThis.core = client; })');
}

async function leave(shell: RunningShell): Promise<number | null> {
  // The answer may be lost with the process.
  shell.tell('quit').catch(() => {});
  return shell.ended;
}

beforeAll(async () => {
  await built();
  script = await pageClient();
}, 120_000);
afterEach(() => {
  for (const shell of running.splice(0)) shell.kill();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the page of the desktop shell', () => {
  const folder = newFolder();
  let shell: RunningShell;
  beforeAll(async () => {
    shell = await open(folder);
    // One shell for all of these: not to be ended after the first.
    running.splice(running.indexOf(shell), 1);
  }, 60_000);
  afterAll(() => shell.kill());

  it('opens one sandboxed window that shows the app from its own scheme', async () => {
    expect(await shell.tell('url')).toMatch(/^app:\/\/bundle\//);
    expect(await shell.evaluate('[isSecureContext, typeof require, typeof process, Object.keys(sendward), Object.isFrozen(sendward), sendward.shell]')).toEqual(
      [true, 'undefined', 'undefined', ['shell', 'connect'], true, 'electron'],
    );
    const records = await shell.tell('records');
    expect(records).toMatchObject({
      sandboxEnabled: true,
      windows: [{ webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false } }],
      shown: 1,
      badSenders: 0,
      cancelledRequests: [],
      permissions: { request: true, check: true, device: true, displayMedia: 'none' },
      crashReporter: { uploadToServer: false },
      schemes: [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } }],
    });
  });

  it('carries calls and streams between page and core process', async () => {
    expect(await shell.evaluate('core.system.info({})')).toMatchObject({ shell: 'electron', dataFolder: folder, runtime: 'Electron 45.4.1' });
    const topics = await shell.evaluate(`(async () => {
      const changes = await core.system.changes({});
      const next = changes.next();
      await core.settings.update({ theme: 'dark' });
      const { value } = await next;
      await changes.return();
      return value.topics;
    })()`);
    expect(topics).toContain('settings');
    expect(await shell.evaluate("failureOf(core.hosts.get?.({ id: 'x' }) ?? core.settings.update({ theme: 'pink' }))")).toMatch(/^[a-z_]+$/);
  });

  it('keeps the page where it is, and opens allowed links outside', async () => {
    await shell.evaluate("window.stayed = true; location.href = 'https://example.com/away'; new Promise((done) => setTimeout(done, 300))");
    expect(await shell.evaluate('window.stayed')).toBe(true);
    await shell.evaluate("for (const url of ['https://example.com/help', 'file:///etc/passwd', 'mailto:a@example.com']) window.open(url)");
    await shell.evaluate("fetch('https://example.com/').catch(() => 0)");
    await shell.evaluate('new Promise((done) => setTimeout(done, 200))');
    const records = await shell.tell('records');
    expect(records).toMatchObject({ refusedNavigations: ['https://example.com/away'] });
    expect(records).toHaveProperty('openedExternally', expect.not.arrayContaining(['file:///etc/passwd']));
    expect(records).toHaveProperty('openedExternally', expect.arrayContaining(['https://example.com/help']));
    expect(await shell.tell('windows')).toBe(1);
  });

  it('lets nothing foreign run or be loaded in the page, and grants no permission', async () => {
    expect(await shell.evaluate("(() => { try { return eval('1') } catch (error) { return error.name } })()")).toBe('EvalError');
    const blocked = await shell.evaluate(`new Promise((done) => {
      const seen = [];
      addEventListener('securitypolicyviolation', (event) => { seen.push(event.effectiveDirective); if (seen.length === 4) done(seen.sort()); });
      const add = (tag, fields) => document.body.append(Object.assign(document.createElement(tag), fields));
      add('script', { textContent: '0' }); add('img', { src: 'https://example.com/x.png' }); add('iframe', { src: 'https://example.com/' });
      fetch('https://example.com/').catch(() => 0);
    })`);
    expect(blocked).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src-elem']);
    for (const permission of ['media', 'geolocation', 'notifications']) {
      expect(await shell.tell('mayUse', { permission, origin: 'app://bundle/' })).toEqual({ request: false, check: false });
    }
  });
});

describe('the desktop shell', () => {
  it('speaks the language of the system first, then the chosen one, in menus too', async () => {
    const folder = newFolder();
    const shell = await open(folder, { STAND_IN_LANGUAGES: 'de-DE,fr-CA' });
    expect(await shell.tell('menu')).toContainEqual(expect.objectContaining({ label: '&Fichier' }));
    await shell.evaluate("core.settings.update({ language: 'ru' })");
    await expect.poll(() => shell.tell('menu')).toContainEqual(expect.objectContaining({ label: '&Файл' }));
    expect(await leave(shell)).toBe(0);
    const again = launch(folder, { STAND_IN_LANGUAGES: 'en-US' });
    await again.until(APP_SHOWN);
    expect(await again.tell('menu')).toContainEqual(expect.objectContaining({ label: '&Файл' }));
  });

  it('keeps a password sealed by the system, and none where the system protects nothing', async () => {
    const folder = newFolder();
    const shell = await open(folder);
    expect(await shell.evaluate("core.settings.setSmtpPassword({ password: 'correct horse' })")).toMatchObject({ smtpPassword: 'set' });
    expect(await leave(shell)).toBe(0);
    for (const name of ['sendward.db', 'core.log', 'shell/shell.log']) {
      if (existsSync(join(folder, name))) expect(readFileSync(join(folder, name)).includes('correct horse'), name).toBe(false);
    }
    const database = new Sqlite(join(folder, 'sendward.db'), { readonly: true });
    expect(database.prepare('SELECT provider FROM secret').all()).toEqual([{ provider: 'electron-safe-storage' }]);
    database.close();
    const bare = await open(newFolder(), { STAND_IN_KEY_STORE: 'basic_text' });
    expect(await bare.evaluate("failureOf(core.settings.setSmtpPassword({ password: 'correct horse' }))")).toBe('secret_store_unavailable');
    expect(await bare.evaluate('core.settings.get({})')).toMatchObject({ smtpPassword: 'not_set' });
  });
});

/** Alerts as a judgement leaves them, put into a data folder that no shell has open. */
function putAlerts(folder: string, alerts: readonly { readonly kind: string; readonly facts: object }[]): void {
  const database = new Sqlite(join(folder, 'sendward.db'));
  const pack = database.prepare('SELECT id FROM pack').pluck().get();
  const now = Date.now();
  const put = database.prepare("INSERT INTO alert (id, kind, level, pack_id, subject, facts, opened_at, changed_at) VALUES (?, ?, 'act', ?, '', ?, ?, ?)");
  for (const [index, { kind, facts }] of alerts.entries()) put.run(alertId(index), kind, pack, JSON.stringify(facts), now, now);
  // Judged a moment ago: it is not looked at again before an hour is over.
  database.prepare('INSERT OR REPLACE INTO alert_judged (pack_id, at) VALUES (?, ?)').run(pack, now);
  database.close();
}
/** The core tells of alerts once it has started, which a busy machine puts off. */
const SOON = { timeout: 10_000 };
const alertId = (index: number): string => `0197c7a0-0000-4000-8000-00000000000${index}`;

describe('alerts of the desktop shell', () => {
  async function withHost(language: string): Promise<string> {
    const folder = newFolder();
    const shell = await open(folder);
    await shell.evaluate(`core.settings.update({ language: '${language}' })`);
    await shell.evaluate("core.hosts.create({ presetId: 'neutral', name: 'Host', packName: 'Pack 1' })");
    expect(await shell.tell('records')).toMatchObject({ notifications: [] });
    await leave(shell);
    return folder;
  }
  const several = { kind: 'several_bad', facts: { accounts: 2, names: 'a.example, b.example', more: 0 } };

  it('are told by the system once, in the chosen language, with their number on the icon, and shown at a click', async () => {
    const folder = await withHost('fr');
    putAlerts(folder, [several]);
    const shell = await open(folder);
    // A sentence of French, with its plural.
    const body = expect.stringMatching(/^2 comptes .*a\.example, b\.example\.$/);
    await expect
      .poll(() => shell.tell('records'), SOON)
      .toMatchObject({ notifications: [{ title: 'Agir maintenant\u00a0: Pack 1', body }], badges: expect.arrayContaining([1]) });
    await shell.tell('clickNotification');
    await expect.poll(() => shell.evaluate('location.hash'), SOON).toBe(`#/hosts/alerts/${alertId(0)}`);
    await expect.poll(() => shell.tell('records'), SOON).toMatchObject({ focused: 1 });
    await shell.evaluate('core.alerts.see({})');
    await expect.poll(async () => JSON.stringify(await shell.tell('records')), SOON).toMatch(/"badges":\[[^\]]*0\]/);
    await leave(shell);
    const again = await open(folder);
    await expect.poll(() => again.tell('records'), SOON).toMatchObject({ badges: [0], notifications: [] });
  });

  it('are folded into one notice when there are several', async () => {
    const folder = await withHost('en');
    const lost = { kind: 'connection_lost', facts: { form: 'failing', code: 'panel_timeout', since: '2026-11-21T09:00:00.000Z', lastAt: null } };
    putAlerts(folder, [several, lost]);
    const shell = await open(folder);
    await expect
      .poll(() => shell.tell('records'), SOON)
      .toMatchObject({ notifications: [{ title: '2 new alerts', body: expect.stringContaining('Pack 1: Connection lost') }] });
    await shell.tell('clickNotification');
    await expect.poll(() => shell.evaluate('location.hash'), SOON).toBe('#/hosts/alerts');
  });

  it('are in the list even where the system tells nothing', async () => {
    const folder = await withHost('en');
    putAlerts(folder, [several]);
    const shell = await open(folder, { STAND_IN_NOTIFICATIONS: 'none' });
    await expect.poll(() => shell.tell('records'), SOON).toMatchObject({ badges: expect.arrayContaining([1]), notifications: [] });
    expect(await shell.evaluate('core.alerts.summary({})')).toMatchObject({ open: 1, unseen: 1 });
  });
});

describe('the life of the desktop shell', () => {
  it('is one a data folder: a second start shows the window of the first and is gone', async () => {
    const folder = newFolder();
    const shell = await open(folder);
    const second = launch(folder);
    expect(await second.ended).toBe(0);
    await expect.poll(() => shell.tell('records')).toMatchObject({ focused: 1 });
    expect(await shell.tell('records')).toMatchObject({ windows: [{}] });
    const other = await open(newFolder());
    expect(await other.evaluate('core.system.info({})')).toMatchObject({ shell: 'electron' });
  });

  it('goes on after a crash of the page', async () => {
    const shell = await open(newFolder());
    await shell.tell('crashPage');
    await expect.poll(() => shell.evaluate('typeof globalThis.core').catch(() => 'crashed'), { timeout: 10_000 }).toBe('undefined');
    await shell.until(APP_SHOWN);
    await openLine(shell);
    expect(await shell.evaluate('core.system.info({})')).toMatchObject({ shell: 'electron' });
  });

  it('goes on after a crash of the core process', async () => {
    const shell = await open(newFolder());
    await shell.tell('killCore');
    await expect.poll(() => shell.tell('records'), { timeout: 10_000 }).toMatchObject({ forks: [{}, {}] });
    await openLine(shell);
    expect(await shell.evaluate('core.system.info({})')).toMatchObject({ shell: 'electron' });
  });

  it.each(['quit', 'closeWindow', 'shutdown'])('ends by "%s" with the data closed', async (verb) => {
    const folder = newFolder();
    const shell = await open(folder);
    await shell.evaluate("core.settings.update({ theme: 'light' })");
    shell.tell(verb).catch(() => {});
    expect(await shell.ended).toBe(0);
    expect(existsSync(join(folder, 'sendward.db-wal'))).toBe(false);
    lockDataFolder(folder)();
  });

  it('says in the user’s language why it cannot start, and leaves', async () => {
    const folder = newFolder();
    const release = lockDataFolder(folder);
    const shell = launch(folder, { STAND_IN_LANGUAGES: 'fr-FR' });
    expect(await shell.ended).toBe(1);
    release();
    expect(shell.output()).toContain('Sendward ne peut pas démarrer');
    expect(shell.output()).not.toContain('data_folder_locked');
  });
});
