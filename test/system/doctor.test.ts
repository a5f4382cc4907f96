import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bootCore } from '../../src/boot/boot.ts';
import { headlessSecrets } from '../../src/headless/headless-secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The answers of a core that starts on the folder as it is. */
async function examine(): Promise<Record<string, string>> {
  const booted = await bootCore({ dataFolder: folder, shell: 'test', secrets: (db) => headlessSecrets(folder, db) });
  try {
    const { checks } = await booted.app.client.system.doctor({});
    return Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));
  } finally {
    await booted.close();
  }
}

/** Works on the secrets of the folder. */
async function headlessSecretsOf(work: (secrets: ReturnType<typeof headlessSecrets>) => Promise<void>): Promise<void> {
  let store: ReturnType<typeof headlessSecrets> | undefined;
  const booted = await bootCore({
    dataFolder: folder,
    shell: 'test',
    secrets: (db) => {
      store = headlessSecrets(folder, db);
      return store;
    },
  });
  if (store !== undefined) await work(store);
  await booted.close();
}

function tamper(...sql: readonly string[]): void {
  const raw = new Sqlite(join(folder, 'sendward.db'));
  raw.pragma('foreign_keys = OFF');
  for (const statement of sql) raw.exec(statement);
  raw.close();
}

const ALL_WELL = {
  integrity: 'pass',
  foreign_keys: 'pass',
  schema: 'pass',
  data_folder: 'pass',
  outbox: 'pass',
  secrets: 'pass',
  policy_hashes: 'pass',
  ledger: 'pass',
};

describe('doctor', () => {
  it('finds a fresh folder healthy', async () => {
    expect(await examine()).toEqual(ALL_WELL);
  });

  it('finds references to nothing', async () => {
    await examine();
    tamper(`INSERT INTO pack (id, host_id, name, created_at) VALUES ('p', 'no-such-host', 'P', 0)`);
    expect(await examine()).toEqual({ ...ALL_WELL, foreign_keys: 'fail' });
  });

  it('finds a published text that was changed behind the triggers', async () => {
    await examine();
    tamper(
      `INSERT INTO host (id, name, preset_id, rules, created_at) VALUES ('h', 'H', 'neutral', '{}', 0)`,
      `INSERT INTO policy_version VALUES ('v', 'h', 'notice', 1, '2026-01-01', 1, '{}', '', 0, '', '')`,
      `INSERT INTO policy_text VALUES ('v', 'en', '{}', 'not its hash')`,
    );
    expect(await examine()).toEqual({ ...ALL_WELL, policy_hashes: 'fail' });
  });

  it('finds a message that is sent and was never sent', async () => {
    await examine();
    tamper(
      `INSERT INTO outbox (id, client_id, host_id, kind, priority, state, transport, client_name, language, sender, return_path, recipient, destination, subject,
        message_id, due_at, search_key, created_at)
       VALUES ('o', 'c', 'h', 'notice', 0, 'sent', 'smtp', 'C', 'en', 'a@b.example', 'a@b.example', 'c@d.example', 'd.example', 'S', 'm', 0, '', 0)`,
    );
    expect(await examine()).toEqual({ ...ALL_WELL, outbox: 'fail' });
  });

  it('finds a panel whose secret is not here', async () => {
    await examine();
    tamper(
      `INSERT INTO host (id, name, preset_id, rules, created_at) VALUES ('h', 'H', 'neutral', '{}', 0)`,
      `INSERT INTO pack (id, host_id, name, created_at) VALUES ('p', 'h', 'P', 0)`,
      `INSERT INTO connection (pack_id, kind, address, login, accounts_minutes, usage_minutes, paused, state, made_at, changed_at)
        VALUES ('p', 'whm', 'https://panel.example:2087', 'x', 15, 15, 0, 'new', 0, 0)`,
    );
    expect(await examine()).toEqual({ ...ALL_WELL, secrets: 'fail' });
    await headlessSecretsOf((secrets) => secrets.set('panel_p', 'token'));
    expect(await examine()).toEqual(ALL_WELL);
  });

  it('finds a ledger that was changed', async () => {
    await examine();
    tamper(`DROP TRIGGER ledger_no_update`, `UPDATE ledger SET at = at + 1`);
    expect(await examine()).toEqual({ ...ALL_WELL, ledger: 'fail' });
  });

  it('misses no store for secrets where none is kept, and finds one that cannot be read', async () => {
    await examine();
    chmodSync(folder, 0o755);
    expect(await examine()).toEqual(ALL_WELL);
    writeFileSync(join(folder, 'secrets.json'), '{"smtp":"x"}', { mode: 0o600 });
    expect(await examine()).toEqual({ ...ALL_WELL, secrets: 'fail' });
  });

  it('does not claim to know a secret of the other shell', async () => {
    await examine();
    tamper(`INSERT INTO secret VALUES ('smtp', 'electron-safe-storage', 'sealed')`);
    expect(await examine()).toEqual({ ...ALL_WELL, secrets: 'unknown' });
  });
});
