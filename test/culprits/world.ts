import { Verdict } from '../../src/contract/culprits.ts';
import { LogId } from '../../src/contract/ids.ts';
import { culpritsHandlers } from '../../src/features/culprits/index.ts';
import { logsHandlers } from '../../src/features/logs/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { openTestCore } from '../support/core.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { NIGHT_OVER, nightScene, scannerOf } from '../support/log-facts.ts';

const call = { signal: undefined };
const noPanel = (): never => {
  throw new Error('No panel is asked');
};

/** A core whose scanner reads one made-up scene, and short ways to read and judge it. */
export function openScene(ports: Partial<Ports> = {}, facts: LogFacts = nightScene(), clock?: FakeClock) {
  const test = openTestCore({ logs: scannerOf(facts), ...ports }, clock);
  const logs = logsHandlers(test.core, noPanel);
  const culprits = culpritsHandlers(test.core);
  return {
    ...test,
    logs,
    culprits,
    scan: async (packId: Parameters<typeof logs.scan>[0]['packId'] = null): Promise<LogId> => {
      const fileRef = await test.core.files.begin('mainlog', 1);
      await test.core.files.append(fileRef, new Uint8Array([10]));
      for await (const step of logs.scan({ files: [fileRef], packId, format: 'auto' }, call)) {
        if (step.kind === 'done') return LogId.parse(step.result.id);
      }
      throw new Error('nothing was read');
    },
    judge: async (input: Partial<Parameters<typeof culprits.judge>[0]>): Promise<Verdict> => {
      for await (const step of culprits.judge({ at: NIGHT_OVER, windowMinutes: 360, logIds: [], packId: null, ...input }, call)) {
        if (step.kind === 'done') return Verdict.parse(step.result);
      }
      throw new Error('nothing was judged');
    },
  };
}
export type Scene = ReturnType<typeof openScene>;
