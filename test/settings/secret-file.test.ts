import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSecretStore } from '../../src/adapters/secret-file.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sendward-secret-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const refused = { code: 'secret_store_unavailable' };

describe('the secret file', () => {
  const folder = (): string => join(root, 'secrets');

  it('keeps a secret across instances, in a file and folder only the user can open', async () => {
    const store = fileSecretStore(folder(), {});
    expect(await store.state('smtp')).toBe('not_set');
    expect(await store.get('smtp')).toBeNull();
    await store.set('smtp', 'пароль "1"\n');
    await store.set('other', 'x');
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder(), 'secrets.json')).mode & 0o777).toBe(0o600);
    const again = fileSecretStore(folder(), {});
    expect([await again.state('smtp'), await again.get('smtp')]).toEqual(['set', 'пароль "1"\n']);
    await again.clear('smtp');
    expect([await again.state('smtp'), await again.get('other')]).toEqual(['not_set', 'x']);
  });

  it('refuses a file or folder others may read, a link and a damaged file, and changes none of them', async () => {
    const store = fileSecretStore(folder(), {});
    await store.set('smtp', 'x');
    const file = join(folder(), 'secrets.json');
    chmodSync(file, 0o644);
    await expect(store.get('smtp')).rejects.toMatchObject(refused);
    await expect(store.set('smtp', 'y')).rejects.toMatchObject(refused);
    chmodSync(file, 0o600);
    chmodSync(folder(), 0o755);
    await expect(store.get('smtp')).rejects.toMatchObject(refused);
    await expect(store.set('smtp', 'y')).rejects.toMatchObject(refused);
    chmodSync(folder(), 0o700);
    expect(await store.get('smtp')).toBe('x');
    writeFileSync(file, '{"smtp":', { mode: 0o600 });
    await expect(store.set('smtp', 'y')).rejects.toMatchObject(refused);
    rmSync(file);
    writeFileSync(join(root, 'elsewhere'), '{"smtp":"planted"}', { mode: 0o600 });
    symlinkSync(join(root, 'elsewhere'), file);
    await expect(store.get('smtp')).rejects.toMatchObject(refused);
    expect(readFileSync(join(root, 'elsewhere'), 'utf8')).toContain('planted');
  });
});

describe('a folder that others may read', () => {
  it('keeps no secret as long as there is none in it, and takes none', async () => {
    chmodSync(root, 0o755);
    const store = fileSecretStore(root, {});
    expect([await store.state('smtp'), await store.get('smtp')]).toEqual(['not_set', null]);
    await expect(store.set('smtp', 'x')).rejects.toMatchObject(refused);
  });
});

describe('a secret from the administrator', () => {
  it('is read from a private file, without its line end, and wins over the own one', async () => {
    const file = join(root, 'password');
    writeFileSync(file, 'from-file\n', { mode: 0o600 });
    const store = fileSecretStore(join(root, 'own'), { SENDWARD_SMTP_PASSWORD_FILE: file });
    await store.set('smtp', 'typed');
    expect(await store.get('smtp')).toBe('from-file');
    chmodSync(file, 0o640);
    await expect(store.get('smtp')).rejects.toMatchObject(refused);
    chmodSync(file, 0o600);
    symlinkSync(file, join(root, 'link'));
    await expect(fileSecretStore(root, { SENDWARD_SMTP_PASSWORD_FILE: join(root, 'link') }).get('smtp')).rejects.toMatchObject(refused);
    await expect(fileSecretStore(root, { SENDWARD_SMTP_PASSWORD_FILE: join(root, 'missing') }).get('smtp')).rejects.toMatchObject(refused);
  });

  it('of a panel is read from a file named in the environment, with a name any shell takes', async () => {
    const file = join(root, 'token');
    writeFileSync(file, 'from-file\n', { mode: 0o600 });
    const environment = { SENDWARD_PANEL_0190A0A0_0000_7000_8000_000000000001_PASSWORD_FILE: file };
    expect(await fileSecretStore(join(root, 'own'), environment).get('panel_0190a0a0-0000-7000-8000-000000000001')).toBe('from-file');
  });

  it('is read from the systemd credential of that name first', async () => {
    const credentials = join(root, 'credentials');
    mkdirSync(credentials);
    writeFileSync(join(credentials, 'smtp'), 'from-systemd', { mode: 0o400 });
    const store = fileSecretStore(join(root, 'own'), { CREDENTIALS_DIRECTORY: credentials });
    expect([await store.get('smtp'), await store.get('other')]).toEqual(['from-systemd', null]);
  });
});
