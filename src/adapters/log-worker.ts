import { setImmediate as messagesHeard } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { PackedFacts } from '../logs/packed-facts.ts';
import { emptied, type ReaderMemory } from '../logs/reader.ts';
import { followLogs, scanLogs } from './log-lead.ts';
import { type FromLeader, type FromReader, type LogRole, problemOf, type ToReader } from './log-messages.ts';
import { readTask } from './log-reading.ts';

/** A thread that reads logs, or leads those that do. */
function start(role: LogRole): void {
  if (role.role === 'read') read(role.port);
  else void lead(role);
}

async function lead({ request, follow, ports }: Extract<LogRole, { role: 'lead' }>): Promise<void> {
  const say = (message: FromLeader, memory: ArrayBuffer[] = []): void => parentPort?.postMessage(message, memory);
  const tell = ({ accounts, ...facts }: PackedFacts): void => {
    for (const account of accounts) say({ account }, [account.numbers.buffer]);
    say({ facts });
  };
  try {
    if (follow) await followLogs(request, ports, tell);
    else tell(await scanLogs(request, ports, (done, total) => say({ done, total })));
  } catch (error) {
    say({ problem: problemOf(error) });
  }
}

/** Reads what it is told to, until nothing follows. */
function read(port: MessagePort): void {
  const say = (message: FromReader): void => port.postMessage(message);
  let goOn = (): void => undefined;
  let memory: ReaderMemory | undefined;
  let reading = Promise.resolve();
  const taken: number[] = [];
  const listener = {
    onDisk: (onDisk: number) => say({ onDisk }),
    cut: () => say({ cut: true }),
    part: (part: Extract<FromReader, { part: unknown }>['part'], last: boolean, bytes: number) => {
      port.postMessage({ part, last, bytes } satisfies FromReader);
      if (last) return Promise.resolve();
      return new Promise<void>((resolve) => {
        goOn = resolve;
      });
    },
  };
  const readOn = async ({ task, anew, ...format }: Extract<ToReader, { task: unknown }>): Promise<void> => {
    // First it hears what was taken meanwhile: the next stretch goes where that lay.
    await messagesHeard();
    try {
      if (anew && memory !== undefined) memory = emptied(memory);
      memory = await readTask(task, { ...format, memory, taken }, listener);
    } catch (error) {
      say({ problem: problemOf(error) });
    }
  };
  port.on('message', (message: ToReader) => {
    if ('more' in message) goOn();
    else if ('taken' in message) taken.push(message.taken);
    else if ('end' in message) port.close();
    else reading = reading.then(() => readOn(message));
  });
}

start(workerData);
