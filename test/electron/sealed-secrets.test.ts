import { afterEach, describe, expect, it } from 'vitest';
import { sealedSecrets } from '../../electron/core-process/sealed-secrets.ts';
import { createSecretChannel } from '../../electron/core-process/secret-channel.ts';
import { openTestCore } from '../support/core.ts';

/** Main's side of the channel: seals by writing backwards. */
function channelTo(main: { refuses: boolean; newKey: boolean }) {
  const reverse = (text: string): string => [...text].reverse().join('');
  const channel = createSecretChannel((message) => {
    if (message.kind !== 'secret') return;
    const resealed = message.verb === 'open' && main.newKey ? `${message.value} ` : null;
    queueMicrotask(() => channel.answered(message.id, main.refuses ? null : { value: reverse(message.value.trimEnd()), resealed }));
  });
  return channel;
}

describe('secrets of the desktop shell', () => {
  const test = openTestCore();
  const main = { refuses: false, newKey: false };
  const secrets = sealedSecrets(test.core.db, channelTo(main));
  const row = () => test.core.db.read.selectFrom('secret').selectAll().executeTakeFirst();
  afterEach(() => Object.assign(main, { refuses: false, newKey: false }));

  it('are in the database sealed only, and come back opened', async () => {
    expect(await secrets.state('smtp')).toBe('not_set');
    await secrets.set('smtp', 'hunter2');
    expect(await row()).toEqual({ name: 'smtp', provider: 'electron-safe-storage', sealed: '2retnuh' });
    expect([await secrets.state('smtp'), await secrets.get('smtp')]).toEqual(['set', 'hunter2']);
  });

  it('are not stored without protection, and a locked key store costs nothing', async () => {
    main.refuses = true;
    await expect(secrets.set('smtp', 'other')).rejects.toMatchObject({ code: 'secret_store_unavailable' });
    await expect(secrets.get('smtp')).rejects.toMatchObject({ code: 'secret_store_unavailable' });
    expect((await row())?.sealed).toBe('2retnuh');
  });

  it('are sealed again when the system has a better key', async () => {
    main.newKey = true;
    expect(await secrets.get('smtp')).toBe('hunter2');
    expect((await row())?.sealed).toBe('2retnuh ');
  });

  it('of the other shell are told from ours', async () => {
    await test.core.db.write(async (tx) => void (await tx.updateTable('secret').set({ provider: 'file' }).execute()));
    expect([await secrets.state('smtp'), await secrets.get('smtp')]).toEqual(['stored_by_other_shell', null]);
    await secrets.set('smtp', 'new');
    expect(await secrets.state('smtp')).toBe('set');
    await secrets.clear('smtp');
    expect(await row()).toBeUndefined();
    await test.close();
  });
});
