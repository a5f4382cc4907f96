import { resolve } from 'node:path';
import type { App } from '../../app/create-app.ts';
import { type Booted, bootCore } from '../../boot/boot.ts';
import { defaultDataFolder } from '../../boot/default-folder.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Language } from '../../shared/language.ts';
import { headlessSecrets } from '../headless-secrets.ts';
import type { Words } from '../words.ts';
import { visitRunning } from './running.ts';

/** Options every verb takes. */
export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** What a verb is given. */
export interface Terminal {
  readonly language: Language;
  readonly say: Words;
  /** The answer, to standard output. */
  print(line: string): void;
  /** Everything beside the answer, to standard error. */
  note(line: string): void;
}

export type Client = App['client'];

/** The data folder a verb works on. */
export function dataFolderOf(options: CommonOptions): string {
  return options.data === undefined || options.data === '' ? defaultDataFolder() : resolve(options.data);
}

/** Starts the core of the headless shell on a folder. */
export function bootHeadless(dataFolder: string, shell: 'headless' | 'cli'): Promise<Booted> {
  return bootCore({ dataFolder, shell, secrets: (db) => headlessSecrets(dataFolder, db) });
}

/** Opens the data folder for one verb and closes it again, whatever happens. Nothing is sent meanwhile but what the verb sends. */
export async function withClient<T>(options: CommonOptions, work: (client: Client) => Promise<T>): Promise<T> {
  const booted = await bootHeadless(dataFolderOf(options), 'cli');
  try {
    return await work(booted.app.client);
  } finally {
    await booted.close();
  }
}

/** As `withClient`; where a server holds the folder, `work` is done through that server, as another window of it would. */
export async function withAnyClient<T>(options: CommonOptions, work: (client: object) => Promise<T>): Promise<T> {
  try {
    return await withClient(options, work);
  } catch (error) {
    const running = error instanceof AppError && error.code === 'data_folder_locked' ? await visitRunning(dataFolderOf(options)) : undefined;
    if (running === undefined) throw error;
    try {
      return await work(running.client);
    } finally {
      await running.leave();
    }
  }
}

/** The result of a streamed operation; `progress` hears of every step on the way. */
export async function resultOf<T>(
  stream: AsyncIterable<{ kind: 'progress'; phase: string; done: number; total: number } | { kind: 'done'; result: T }>,
  progress: (done: number, total: number) => void = () => {},
): Promise<T> {
  for await (const event of stream) {
    if (event.kind === 'done') return event.result;
    progress(event.done, event.total);
  }
  throw new Error('The stream ended without a result');
}

/** Prints the answer as one JSON document, or in words. */
export function answer({ print }: Terminal, { json }: CommonOptions, reply: { readonly document: object; readonly words: readonly string[] }): void {
  if (json === true) print(JSON.stringify(reply.document));
  else for (const line of reply.words) print(line);
}
