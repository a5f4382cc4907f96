import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Topic } from '../../contract/system.ts';
import type { Core } from '../core.ts';

/** What the shell knows and the core does not. */
export interface ShellFacts {
  readonly shell: 'electron' | 'headless' | 'cli' | 'test';
  readonly version: string;
  readonly platform: string;
  readonly runtime: string;
  readonly dataFolder: string;
}

type Listen = (signal: AbortSignal | undefined) => AsyncGenerator<{ topics: Topic[] }, void, void>;

export function systemHandlers(_core: Core, _shell: ShellFacts, _listen: Listen): Handlers<Contract['system']> {
  throw new Error('not built');
}
