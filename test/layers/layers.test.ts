import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layerReport } from '../../scripts/check/layers.ts';

/** The folders, and what each may import: written again here, so that a slip in the rules shows. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/shared': [],
  'src/contract': ['src/shared'],
  'src/ports': ['src/shared', 'src/contract'],
  'src/db': ['src/shared', 'src/ports'],
  'src/connectors/whm': ['src/shared', 'src/ports'],
  'src/features/one': ['src/shared', 'src/contract', 'src/ports', 'src/db'],
  'src/adapters': ['src/shared', 'src/contract', 'src/ports'],
  'src/app': ['src/shared', 'src/contract', 'src/ports', 'src/db', 'src/connectors/whm', 'src/features/one'],
  'src/boot': ['src/shared', 'src/contract', 'src/ports', 'src/db', 'src/adapters', 'src/app'],
  'src/headless': ['src/shared', 'src/contract', 'src/ports', 'src/adapters', 'src/app', 'src/boot'],
  electron: ['src/shared', 'src/contract', 'src/ports', 'src/adapters', 'src/app', 'src/boot'],
  renderer: ['src/shared', 'src/contract'],
};
const FOLDERS = Object.keys(ALLOWED);

/** Special rules: an import that must be refused, by which rule; without a rule it must pass. */
const SPECIAL: readonly (readonly [from: string, to: string, rule?: string])[] = [
  ['src/features/one/a.ts', 'src/features/two/index.ts'],
  ['src/features/one/b.ts', 'src/features/core.ts'],
  ['src/features/one/c.ts', 'src/features/two/two.repo.ts', 'features-meet-at-index'],
  ['src/features/hooks.ts', 'src/features/two/index.ts', 'feature-commons-know-no-feature'],
  ['renderer/features/one/a.tsx', 'renderer/features/two/index.ts'],
  ['renderer/features/one/b.tsx', 'renderer/features/two/two-screen.tsx', 'screens-meet-at-index'],
  ['src/connectors/whm/a.ts', 'src/connectors/plesk/client.ts', 'connectors-do-not-meet'],
  ['src/connectors/whm/b.ts', 'src/connectors/connector.ts'],
  ['src/db/migrations/0010-a.ts', 'src/db/migration.ts'],
  ['src/db/migrations/0020-b.ts', 'src/db/schema.ts', 'migrations-frozen'],
  ['src/features/one/d.ts', 'node:fs', 'core-without-node'],
  ['renderer/d.tsx', 'node:path', 'renderer-without-node'],
  ['src/app/e.ts', 'electron', 'electron-only-in-electron'],
  ['electron/e.ts', 'electron/main'],
  ['electron/preload.ts', 'electron/renderer'],
  ['src/shared/f.ts', 'react', 'react-only-in-renderer'],
  ['src/features/one/g.ts', 'nodemailer', 'core-without-outside'],
  ['src/features/one/h.ts', '@orpc/server', 'rpc-server-only-at-the-door'],
  ['src/other/i.ts', 'src/shared/target.ts', 'no-unknown-folder'],
  ['src/app/j.ts', 'test/support/core.ts', 'layer-app'],
  ['src/app/j.test.ts', 'test/support/core.ts'],
];

const folder = mkdtempSync(join(tmpdir(), 'sendward-layers-'));
let breaches: readonly string[] = [];

const flat = (path: string): string => path.replaceAll('/', '-');
const plant = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const importOf = (from: string, to: string): string => {
  const module = /[.]tsx?$/.test(to) ? `${'../'.repeat(from.split('/').length - 1)}${to}` : to;
  // Type-only imports count: a layer must not even know the names of a higher one.
  return `import type { Something } from '${module}';\nexport type Own = Something;\n`;
};

beforeAll(async () => {
  plant('package.json', '{ "type": "module" }');
  for (const to of FOLDERS)
    plant(`${to}/${to === 'src/features/one' ? 'index' : to === 'src/connectors/whm' ? 'index' : 'target'}.ts`, 'export type Something = 1;\n');
  for (const from of FOLDERS) {
    for (const to of FOLDERS) {
      if (from !== to) plant(`${from}/to-${flat(to)}.ts`, importOf(`${from}/x.ts`, `${to}/${/one|whm/.test(to) ? 'index' : 'target'}.ts`));
    }
  }
  for (const [, to] of SPECIAL) if (/[.]tsx?$/.test(to)) plant(to, 'export type Something = 1;\n');
  for (const [from, to] of SPECIAL) plant(from, importOf(from, to));
  const config = join(import.meta.dirname, '../../.dependency-cruiser.cjs');
  ({ breaches } = await layerReport(folder, config, ['src', 'electron', 'renderer', 'test']));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('folder rules', () => {
  const pairs = FOLDERS.flatMap((from) => FOLDERS.filter((to) => to !== from).map((to) => [from, to] as const));

  it.each(pairs)('%s → %s is refused or allowed as the table says', (from, to) => {
    const refused = breaches.filter((breach) => breach.startsWith('layer-') && breach.includes(` ${from}/to-${flat(to)}.ts →`));
    expect(refused).toHaveLength(ALLOWED[from]?.includes(to) === true ? 0 : 1);
  });

  it.each(SPECIAL)('%s → %s', (from, _to, rule) => {
    const rules = breaches.filter((breach) => breach.includes(` ${from} →`) && !breach.startsWith('no-unresolved')).map((breach) => breach.split(':')[0]);
    expect(rules).toEqual(rule === undefined ? [] : expect.arrayContaining([rule]));
  });
});
