import { afterEach, expect, it } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { createApp } from '../../src/app/create-app.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { openTestCore, type TestCore } from '../support/core.ts';

const SHELL = { shell: 'test', version: '0', platform: '', runtime: '', dataFolder: '' } as const;

let test: TestCore | undefined;
afterEach(() => test?.close());

/** The client of an app whose every write meets `code`. */
function clientOf({ core }: TestCore, code: string) {
  const write = async (): Promise<never> => {
    throw new AppError(code);
  };
  return createApp(core, { ...core.db, write }, SHELL).client;
}

it.each(['disk_full', 'data_folder_read_only', 'database_damaged'])('a write that meets "%s" says so, whatever operation it was', async (code) => {
  test = openTestCore({ texts: createTexts() });
  const client = clientOf(test, code);
  await expect(client.settings.update({ theme: 'dark' })).rejects.toMatchObject({ code });
  await expect(client.hosts.create({ presetId: 'neutral', name: 'Host', packName: 'Pack' })).rejects.toMatchObject({ code });
  await expect(client.outbox.pause({})).rejects.toMatchObject({ code });
  expect(test.log.filter(({ event }) => event === 'operation_failed')).toEqual([]);
});
