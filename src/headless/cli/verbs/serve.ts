import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Booted } from '../../../boot/boot.ts';
import { defaultDataFolder } from '../../../boot/default-folder.ts';
import { removeRuntimeFile, writeRuntimeFile } from '../../../boot/runtime-file.ts';
import { AppError } from '../../../shared/app-error.ts';
import { toIso } from '../../../shared/dates.ts';
import { openInBrowser } from '../../browser.ts';
import { noSessionPage } from '../../no-session-page.ts';
import { type HeadlessServer, startServer } from '../../server.ts';
import { BusyError, UsageError } from '../failure.ts';
import { type Address, linkOfRunning } from '../running.ts';
import { bootHeadless, type CommonOptions, dataFolderOf, resultOf, type Terminal } from '../session.ts';

interface ServeCommand extends CommonOptions {
  readonly port?: string;
  readonly open?: boolean;
  readonly demo?: boolean;
}

/** The page lies beside the bundle this runs from; when run from source, where the build puts it. */
function pageFolder(): string {
  const built = join(import.meta.dirname, '..', 'renderer');
  return existsSync(built) ? built : join(import.meta.dirname, '..', '..', '..', '..', 'dist', 'renderer');
}

function portOption(text: string | undefined, terminal: Terminal): number {
  const port = Number(text ?? 0);
  if (!/^\d*$/.test(text ?? '') || port > 65_535) throw new UsageError(terminal.say('cli:badPort'));
  return port;
}

/** Made-up data never mix with real ones: unless a folder is named they have one of their own beside the usual one. */
function folderOf(options: ServeCommand): string {
  const named = options.data !== undefined || (process.env['SENDWARD_DATA'] ?? '') !== '';
  if (options.demo !== true || named) return dataFolderOf(options);
  const usual = defaultDataFolder();
  return join(dirname(usual), 'sendward-demo');
}

function announce(server: Address & { readonly heading: string }, options: ServeCommand, terminal: Terminal): void {
  const { url, port, pid, heading } = server;
  if (options.json === true) terminal.print(JSON.stringify({ url, port, pid }));
  else for (const line of [heading, url, terminal.say('cli:servingHow')]) terminal.print(line);
  if (options.open === true) openInBrowser(server.url);
}

async function fillDemo({ app }: Booted, terminal: Terminal): Promise<void> {
  const { clients, hosts } = await app.client.system.today({});
  if (clients > 0 || hosts > 0) return;
  let told = 0;
  await resultOf(await app.client.system.fillDemo({ language: terminal.language }), (done, total) => {
    if (done === total || done >= told + 50) {
      told = done;
      terminal.note(terminal.say('cli:demoFilling', { done, total }));
    }
  });
}

async function listen(booted: Booted, port: number, terminal: Terminal): Promise<HeadlessServer> {
  try {
    const { app, clock, logger } = booted;
    return await startServer({ router: app.router, pageFolder: pageFolder(), noSessionPage: noSessionPage(), port, now: () => clock.now(), logger });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new UsageError(terminal.say('cli:portTaken', { port }), { cause: error });
    throw error;
  }
}

/** Resolves at the first signal to end; more of them change nothing. */
function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/**
 * `sendward serve`: runs until it is told to end. When another server holds the folder, prints a fresh link to that one and returns;
 * when that one cannot be reached, throws `BusyError`.
 */
export async function serve(options: ServeCommand, terminal: Terminal): Promise<void> {
  const port = portOption(options.port, terminal);
  const folder = folderOf(options);
  let booted: Booted;
  try {
    booted = await bootHeadless(folder, 'headless');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'data_folder_locked') throw error;
    const running = await linkOfRunning(folder);
    if (running === undefined) throw new BusyError('locked', { cause: error });
    return announce({ ...running, heading: terminal.say('cli:alreadyServing') }, options, terminal);
  }
  try {
    const ended = untilEnded();
    if (options.demo === true) await fillDemo(booted, terminal);
    await booted.app.start();
    const server = await listen(booted, port, terminal);
    try {
      writeRuntimeFile(folder, { pid: process.pid, port: server.port, startedAt: toIso(booted.clock.now()), controlToken: server.controlToken });
      announce({ url: server.freshUrl(), port: server.port, pid: process.pid, heading: terminal.say('cli:serving') }, options, terminal);
      await ended;
    } finally {
      removeRuntimeFile(folder);
      await server.close();
    }
  } finally {
    await booted.close();
  }
}
