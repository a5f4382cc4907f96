import type { MessagePort } from 'node:worker_threads';
import type { PackedFacts } from '../logs/packed-facts.ts';
import type { ReaderMemory } from '../logs/reader.ts';
import type { Stretch } from '../logs/stretch.ts';
import type { LogRequest } from '../ports/logs.ts';
import { type LogPlan, planLogs } from './log-files.ts';
import { FollowedLog, untilStopped } from './log-follow.ts';
import { readTask } from './log-reading.ts';
import { withoutRepeats } from './log-repeats.ts';
import { LogSum } from './log-sum.ts';
import { type LogTask, tasksOf, WORTH_A_THREAD } from './log-tasks.ts';
import { endReaders, LogTeam, type TaskPart } from './log-team.ts';

type Progress = (done: number, total: number) => void;

/**
 * Reads all files; what stands in two of them is read once. `ports`: of threads that read, none = this one does; they end before the facts are made.
 * Throws `log_not_understood` when next to nothing in a file is of a mail log.
 */
export async function scanLogs(request: LogRequest, ports: readonly MessagePort[], progress: Progress): Promise<PackedFacts> {
  const plan = await planLogs(request);
  const sum = await readAll({ request, plan, progress, ports }, tasksOf(plan, request.zone));
  const apart = await withoutRepeats(plan, sum.files);
  const once = apart === null ? sum : await readAll({ request, plan: apart, progress, ports }, tasksOf(apart, request.zone), sum);
  endReaders(ports);
  return once.result(request);
}

interface Reading {
  readonly request: LogRequest;
  readonly plan: LogPlan;
  readonly progress: Progress;
  readonly ports: readonly MessagePort[];
}

/** Reads parts of files: on this thread, or several on threads of their own. `before`: what was found then is not needed any more. */
async function readAll({ request: { zone }, plan, progress, ports }: Reading, tasks: readonly LogTask[], before?: LogSum): Promise<LogSum> {
  const { format, files } = plan;
  const sum = new LogSum(plan, before);
  const total = files.reduce((all, { size }) => all + size, 0);
  let done = 0;
  const onDisk = (bytes: number): void => {
    done += bytes;
    progress(Math.min(done, total), total);
  };
  const onCut = (file: number): void => sum.cutOff(file);
  const take = ({ task, part, bytes }: Omit<TaskPart, 'last'>): void => sum.add(task.file, part, bytes);
  if (ports.length > 0 && (tasks.length > 1 || tasks.some(isLarge))) {
    await new LogTeam({ format, zone, ports, onDisk, onCut }, tasks, take).run();
    return sum;
  }
  const taken: number[] = [];
  let memory: ReaderMemory | undefined;
  for (const task of tasks) {
    const part = (stretch: Stretch, _last: boolean, bytes: number): Promise<void> => {
      take({ task, part: stretch, bytes });
      taken.push(stretch.packed.byteOffset);
      return Promise.resolve();
    };
    memory = await readTask(task, { format, zone, memory, taken }, { onDisk, part, cut: () => onCut(task.file) });
  }
  return sum;
}

function isLarge({ source }: LogTask): boolean {
  return source.packing !== 'none' && source.size > WORTH_A_THREAD;
}

/** Reads all files, then what is added to the last of them; `changed` hears what was counted whenever it grew. Never ends by itself. */
export async function followLogs(request: LogRequest, ports: readonly MessagePort[], changed: (facts: PackedFacts) => void): Promise<void> {
  const plan = await planLogs(request);
  const tasks = tasksOf(plan, request.zone);
  const last = tasks.at(-1);
  const followed = last !== undefined && last.source.packing === 'none' ? last : null;
  const sum = await readAll({ request, plan, progress: () => undefined, ports }, followed === null ? tasks : tasks.slice(0, -1));
  endReaders(ports);
  if (followed === null) {
    changed(sum.facts(request, true));
    await untilStopped();
  } else await new FollowedLog(followed, { format: plan.format, zone: request.zone }, sum).follow(() => changed(sum.facts(request, true)));
}
