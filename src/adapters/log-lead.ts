import type { PackedFacts } from '../logs/packed-facts.ts';
import type { Stretch } from '../logs/stretch.ts';
import type { LogRequest } from '../ports/logs.ts';
import { type LogPlan, planLogs } from './log-files.ts';
import { FollowedLog } from './log-follow.ts';
import { readTask } from './log-reading.ts';
import { withoutRepeats } from './log-repeats.ts';
import { LogSum } from './log-sum.ts';
import { type LogTask, tasksOf } from './log-tasks.ts';
import { LogTeam, type TaskPart } from './log-team.ts';

type Progress = (done: number, total: number) => void;

/** Reads all files; what stands in two of them is read once. Throws `log_not_understood` when next to nothing in a file is of a mail log. */
export async function scanLogs(request: LogRequest, progress: Progress): Promise<PackedFacts> {
  const plan = await planLogs(request);
  const sum = new LogSum(plan);
  await readAll({ request, plan, progress }, tasksOf(plan, request.zone), sum);
  const apart = await withoutRepeats(plan, sum.files);
  if (apart === null) return sum.result(request);
  const again = new LogSum(apart);
  await readAll({ request, plan: apart, progress }, tasksOf(apart, request.zone), again);
  return again.result(request);
}

interface Reading {
  readonly request: LogRequest;
  readonly plan: LogPlan;
  readonly progress: Progress;
}

/** Packed bytes from which on a file is worth a thread: it is then unpacked, read and put together at the same time. */
const PACKED_APART = 2 << 20;

/** Reads parts of files: one part on this thread, several on threads of their own. */
async function readAll({ request: { zone }, plan: { format, files }, progress }: Reading, tasks: readonly LogTask[], sum: LogSum): Promise<void> {
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
  } else if (tasks.length > 0) await new LogTeam({ format, zone, onDisk, onCut }, tasks, take).run();
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
  await readAll({ request, plan, progress: () => undefined }, followed === null ? tasks : tasks.slice(0, -1), sum);
  if (followed === null) changed(sum.facts(request, true));
  else await new FollowedLog(followed, { format: plan.format, zone: request.zone }, sum).follow(() => changed(sum.facts(request, true)));
}
