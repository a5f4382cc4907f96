import { existsSync, globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { type CallExpression, type NewExpression, type Node, type Program, parseSync, Visitor } from 'oxc-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageAt, START_URL } from '../../electron/security/origin.ts';
import { WEB_PREFERENCES } from '../../electron/security/web-preferences.ts';
import { layerReport } from '../../scripts/check/layers.ts';
import { built, DIST, ROOT } from './support/built.ts';

const read = (name: string): string => readFileSync(join(DIST, 'electron', name), 'utf8');

/** Names that switch a protection off, or reach around one. */
const FORBIDDEN = [
  'allowRunningInsecureContent',
  'enableBlinkFeatures',
  'experimentalFeatures',
  'bypassCSP',
  'executeJavaScript',
  'setUsePlainTextEncryption',
  'encryptString',
  'decryptString',
  'isEncryptionAvailable',
  'loadFile',
  'registerFileProtocol',
  'interceptFileProtocol',
];
/** Settings that may be written in one way only. */
const FIXED: Readonly<Record<string, boolean>> = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};

interface Seen {
  readonly program: Program;
  readonly imports: string[];
  readonly names: Set<string>;
  readonly news: NewExpression[];
  readonly calls: CallExpression[];
  readonly wrongSettings: string[];
  readonly dynamicImports: number;
}

function look(path: string, text: string): Seen {
  const { program, errors } = parseSync(path, text);
  expect(errors).toEqual([]);
  const imports: string[] = [];
  const news: NewExpression[] = [];
  const calls: CallExpression[] = [];
  const wrongSettings: string[] = [];
  const seen = { program, imports, names: new Set<string>(), news, calls, wrongSettings, dynamicImports: 0 };
  new Visitor({
    ImportDeclaration: ({ source }) => void seen.imports.push(source.value),
    ImportExpression: () => {
      seen.dynamicImports += 1;
    },
    Identifier: ({ name }) => void seen.names.add(name),
    NewExpression: (node) => void seen.news.push(node),
    CallExpression: (node) => void seen.calls.push(node),
    Property: ({ key, value }) => {
      const name = key.type === 'Identifier' ? key.name : '';
      if (name in FIXED && !(value.type === 'Literal' && value.value === FIXED[name])) seen.wrongSettings.push(name);
    },
  }).visit(program);
  return seen;
}

const nameOf = (node: Node): string =>
  node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : '';

beforeAll(built);

describe('the built preload', () => {
  it('is one file of a few lines that requires electron and nothing else', () => {
    const text = read('preload.cjs');
    const { imports, names, calls, dynamicImports } = look('preload.cjs', text);
    expect([imports, dynamicImports]).toEqual([[], 0]);
    const required = calls
      .filter(({ callee }) => nameOf(callee) === 'require')
      .map((call) => call.arguments.map((argument) => (argument.type === 'Literal' ? argument.value : '?')));
    expect(required).toEqual([['electron']]);
    for (const name of ['Buffer', 'setImmediate', 'clearImmediate', 'process', 'global', '__dirname', '__filename', 'invoke', 'sendSync', 'eval'])
      expect(names.has(name), name).toBe(false);
    expect(text.split('\n').length).toBeLessThan(15);
    expect(globSync('*preload*', { cwd: join(DIST, 'electron') })).toEqual(['preload.cjs']);
  });

  it('exposes the name of the shell and one function, and hands a port on to its own origin only', () => {
    const exposed: Record<string, unknown> = {};
    const sent: unknown[] = [];
    const posted: unknown[] = [];
    const listeners = new Map<string, (event: object) => void>();
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: unknown) => void Object.assign(exposed, { [name]: api }) },
      ipcRenderer: {
        on: (channel: string, listener: (event: object) => void) => void listeners.set(channel, listener),
        send: (...args: unknown[]) => void sent.push(args),
      },
    };
    const window = { location: { origin: 'app://bundle' }, postMessage: (...args: unknown[]) => void posted.push(args) };
    const context = createContext({ window, require: (name: string) => (name === 'electron' ? electron : undefined), module: { exports: {} }, exports: {} });
    runInContext(read('preload.cjs'), context);
    expect(exposed).toEqual({ sendward: { shell: 'electron', connect: expect.any(Function) } });
    runInContext('0', context);
    context['api'] = exposed['sendward'];
    runInContext('api.connect("ignored")', context);
    expect(sent).toEqual([['core-connect']]);
    listeners.get('core-port')?.({ ports: ['port'] });
    expect([posted, [...listeners.keys()]]).toEqual([[['sendward:port', 'app://bundle', ['port']]], ['core-port']]);
  });
});

describe('the built main', () => {
  it('opens windows in one place, with the frozen preferences, and switches no protection off', () => {
    const { names, news, wrongSettings, imports } = look('main.js', read('main.js'));
    const windows = news.filter(({ callee }) => nameOf(callee) === 'BrowserWindow');
    expect(windows).toHaveLength(1);
    const options = JSON.stringify(windows[0]?.arguments[0]);
    expect(options).toContain('"type":"SpreadElement"');
    expect(options).toContain('"name":"WEB_PREFERENCES"');
    expect(Object.isFrozen(WEB_PREFERENCES)).toBe(true);
    expect(WEB_PREFERENCES).toEqual(FIXED);
    expect(wrongSettings).toEqual([]);
    expect(FORBIDDEN.filter((name) => names.has(name))).toEqual([]);
    expect(imports.filter((name) => !isBuiltin(name)).sort()).toEqual(['electron']);
  });

  it('loads one address, opens outside in one place, and reads synchronous messages nowhere', () => {
    const { calls } = look('main.js', read('main.js'));
    const called = (name: string): CallExpression[] => calls.filter(({ callee }) => nameOf(callee) === name);
    expect(called('loadURL').map(({ arguments: [url] }) => (url?.type === 'CallExpression' ? nameOf(url.callee) : '?'))).toEqual(['pageAt']);
    for (const place of ['', '/hosts/alerts', 'https://example.com/', '#', '/../x.html', '//example.com', '/a?b', '/a b', '/a#b', 'javascript:0']) {
      expect(pageAt(place).split('#')[0], place).toBe(START_URL);
    }
    expect(pageAt('/hosts/alerts')).toBe(`${START_URL}#/hosts/alerts`);
    expect(called('openExternal')).toHaveLength(2);
    expect(called('registerSchemesAsPrivileged')).toHaveLength(1);
    expect(called('enableSandbox')).toHaveLength(1);
    // The one of electron-store runs in renderers only, where this file never is.
    const sync = called('sendSync').map(({ arguments: [channel] }) => (channel?.type === 'Literal' ? channel.value : '?'));
    expect(sync).toEqual(['electron-store-get-data']);
  });

  it('does everything that must come first before it asks for the lock', () => {
    const text = read('main.js');
    const entry = text.slice(text.lastIndexOf('electron/main.ts'));
    const order = ['registerScheme()', 'enableSandbox()', 'claimProfile(', 'requestSingleInstanceLock()', 'runShell(', 'app.exit(0)'].map((step) =>
      entry.indexOf(step),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order.every((at) => at >= 0)).toBe(true);
    expect(entry.slice(0, order[3])).not.toContain('await ');
  });
});

describe('the built core process', () => {
  it('imports node and the database engine, never electron', () => {
    const { imports } = look('core-process.js', read('core-process.js'));
    expect(imports.filter((name) => !isBuiltin(name))).toEqual(['better-sqlite3']);
  });
});

describe('the sources', () => {
  it('reach electron from its own folder only', async () => {
    const { breaches } = await layerReport(ROOT, '.dependency-cruiser.cjs', ['src', 'electron']);
    expect(breaches.filter((line) => line.includes('electron'))).toEqual([]);
  });

  it('name channels and the key store in one place each', () => {
    const holding = (pattern: RegExp): string[] =>
      globSync('electron/**/*.ts', { cwd: ROOT }).filter((path) => pattern.test(readFileSync(join(ROOT, path), 'utf8')));
    expect(holding(/ipcMain/)).toEqual([]);
    expect(holding(/\.ipc\.on\(/)).toEqual(['electron/shell.ts']);
    expect(holding(/safeStorage\./)).toEqual(['electron/adapters/safe-storage.ts']);
    expect(holding(/shell\.openExternal/)).toEqual(['electron/security/open-external.ts']);
    expect(existsSync(join(ROOT, 'electron', 'preload.ts'))).toBe(true);
  });
});
