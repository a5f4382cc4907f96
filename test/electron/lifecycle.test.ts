import { describe, expect, it } from 'vitest';
import { createQuit, DRAIN_MS, type QuitSteps } from '../../electron/lifecycle/quit.rules.ts';
import { afterCrash, mayRelaunch } from '../../electron/lifecycle/restart.rules.ts';
import { MINUTE_MS } from '../../src/shared/durations.ts';

function stepsThat(changed: Partial<QuitSteps>): { steps: QuitSteps; told: string[] } {
  const told: string[] = [];
  return {
    told,
    steps: {
      drain: async () => void told.push('drain'),
      wait: () => new Promise(() => {}),
      exit: () => void told.push('exit'),
      failed: () => void told.push('failed'),
      ...changed,
    },
  };
}

describe('quitting', () => {
  it('drains first, exits once, however often it is asked', async () => {
    const { steps, told } = stepsThat({});
    const quit = createQuit(steps);
    const first = quit.begin();
    expect(quit.phase()).toBe('draining');
    await Promise.all([first, quit.begin(), quit.begin()]);
    await quit.begin();
    expect([quit.phase(), told]).toEqual(['exiting', ['drain', 'exit']]);
  });

  it('does not wait longer than five seconds for a core that hangs', async () => {
    const waited: number[] = [];
    const { steps, told } = stepsThat({ drain: () => new Promise(() => {}), wait: async (delayMs) => void waited.push(delayMs) });
    await createQuit(steps).begin();
    expect([waited, told, DRAIN_MS]).toEqual([[5000], ['exit'], 5000]);
  });

  it('exits also when draining fails, and says so', async () => {
    const { steps, told } = stepsThat({ drain: () => Promise.reject(new Error('gone')) });
    await createQuit(steps).begin();
    expect(told).toEqual(['failed', 'exit']);
  });
});

describe('after a crash', () => {
  it('waits longer each time and gives up at the fourth in five minutes', () => {
    const crashes = [0, 1000, 2000, 3000];
    const verdicts = crashes.map((at, index) => afterCrash(crashes.slice(0, index + 1), at));
    expect(verdicts).toEqual([{ kind: 'restart', delayMs: 250 }, { kind: 'restart', delayMs: 1000 }, { kind: 'restart', delayMs: 4000 }, { kind: 'give_up' }]);
  });

  it('forgets crashes of more than five minutes ago', () => {
    expect(afterCrash([0, 1, 2, 6 * MINUTE_MS], 6 * MINUTE_MS)).toEqual({ kind: 'restart', delayMs: 250 });
  });

  it('starts the app anew once a minute at most', () => {
    expect([mayRelaunch(null, 0), mayRelaunch(0, MINUTE_MS - 1), mayRelaunch(0, MINUTE_MS)]).toEqual([true, false, true]);
  });
});
