import { statSync } from 'node:fs';
import type { PackedFacts } from '../logs/packed-facts.ts';
import type { Stretch } from '../logs/stretch.ts';
import type { LogRequest } from '../ports/logs.ts';
import { type LogPlan, planLogs } from './log-files.ts';
import { FollowedLog } from './log-follow.ts';
import { readTask } from './log-reading.ts';
import { withoutRepeats } from './log-repeats.ts';
import { LogSum } from './log-sum.ts';
import { type LogTask, STRETCH_BYTES, tasksOf } from './log-tasks.ts';
import { LogTeam, LogThreads, type TaskPart } from './log-team.ts';

type Progress = (done: number, total: number) => void;

/** Reads all files; what stands in two of them is read once. Throws `log_not_understood` when next to nothing in a file is of a mail log. */
export async function scanLogs(request: LogRequest, progress: Progress): Promise<PackedFacts> {
  const sum = await withThreads(request, async (threads) => {
    const plan = await planLogs(request);
    const all = await readAll({ request, plan, progress, threads }, tasksOf(plan, request.zone), new LogSum(plan));
    const apart = await withoutRepeats(plan, all.files);
    return apart === null ? all : readAll({ request, plan: apart, progress, threads }, tasksOf(apart, request.zone), new LogSum(apart));
  });
  return sum.result(request);
}

/** Does something that needs threads to read; where there is much to read they are started at once. */
async function withThreads<T>({ files }: LogRequest, work: (threads: LogThreads) => Promise<T>): Promise<T> {
  const threads = new LogThreads();
  try {
    const bytes = files.reduce((all, { path }) => all + sizeOf(path), 0);
    if (bytes > STRETCH_BYTES) threads.start(Math.ceil(bytes / STRETCH_BYTES));
    return await work(threads);
  } finally {
    threads.end();
  }
}

/** Bytes of a file on the disk; 0 = it is none that can be read, which is told when it is looked at. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

interface Reading {
  readonly request: LogRequest;
  readonly plan: LogPlan;
  readonly progress: Progress;
  readonly threads: LogThreads;
}

/** Packed bytes from which on a file is worth a thread: it is then unpacked, read and put together at the same time. */
const PACKED_APART = 2 << 20;

/** Reads parts of files: one part on this thread, several on threads of their own. */
async function readAll({ request: { zone }, plan: { format, files }, progress, threads }: Reading, tasks: readonly LogTask[], sum: LogSum): Promise<LogSum> {
  const total = files.reduce((all, { size }) => all + size, 0);
  let done = 0;
  const onDisk = (bytes: number): void => {
    done += bytes;
    progress(Math.min(done, total), total);
  };
  const onCut = (file: number): void => sum.cutOff(file);
  const take = ({ task, part, bytes }: Omit<TaskPart, 'last'>): void => sum.add(task.file, part, bytes);
  const [only] = tasks;
  if (only !== undefined && tasks.length === 1 && !isLarge(only)) {
    const part = (stretch: Stretch, _last: boolean, bytes: number): Promise<void> => Promise.resolve(take({ task: only, part: stretch, bytes }));
    await readTask(only, { format, zone }, { onDisk, part, cut: () => onCut(only.file) });
  } else if (tasks.length > 0) await new LogTeam({ format, zone, threads, onDisk, onCut }, tasks, take).run();
  return sum;
}

function isLarge({ source }: LogTask): boolean {
  return source.packing !== 'none' && source.size > PACKED_APART;
}

/** Reads all files, then what is added to the last of them; `changed` hears what was counted whenever it grew. Never ends by itself. */
export async function followLogs(request: LogRequest, changed: (facts: PackedFacts) => void): Promise<void> {
  const plan = await planLogs(request);
  const sum = new LogSum(plan);
  const tasks = tasksOf(plan, request.zone);
  const last = tasks.at(-1);
  const followed = last !== undefined && last.source.packing === 'none' ? last : null;
  const before = followed === null ? tasks : tasks.slice(0, -1);
  await withThreads(request, (threads) => readAll({ request, plan, progress: () => undefined, threads }, before, sum));
  if (followed === null) changed(sum.facts(request, true));
  else await new FollowedLog(followed, { format: plan.format, zone: request.zone }, sum).follow(() => changed(sum.facts(request, true)));
}
