/** `running` until someone wants to quit, `draining` while the core finishes, `exiting` when nothing may start any more. */
export type Phase = 'running' | 'draining' | 'exiting';

/** Longest wait for the message in flight, in ms. Correctness does not depend on it: every step is durable before it is told. */
export const DRAIN_MS = 5000;

export interface QuitSteps {
  /** Lets the core finish what it is doing and close its data. */
  drain(): Promise<void>;
  exit(): void;
  failed(cause: unknown): void;
  /** Resolves after `delayMs`. */
  wait(delayMs: number): Promise<void>;
}

export interface Quit {
  phase(): Phase;
  /** Begins the way out; any further call is ignored. Resolves when `exit` was called. */
  begin(): Promise<void>;
}

/** One way out, taken once, whoever asks: menu, last window, shutdown of the system, signal. */
export function createQuit(steps: QuitSteps): Quit {
  let phase: Phase = 'running';
  return {
    phase: () => phase,
    begin: async () => {
      if (phase !== 'running') return;
      phase = 'draining';
      try {
        await Promise.race([steps.drain(), steps.wait(DRAIN_MS)]);
      } catch (error) {
        steps.failed(error);
      }
      phase = 'exiting';
      steps.exit();
    },
  };
}
