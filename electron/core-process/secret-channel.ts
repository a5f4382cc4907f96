import type { FromCore, ToCore } from './messages.ts';

type Answer = Extract<ToCore, { kind: 'secret' }>['answer'];

/** Main's key store, asked from the core process. */
export interface SecretChannel {
  ask(verb: 'seal' | 'open', value: string): Promise<Answer>;
  answered(id: number, answer: Answer): void;
}

export function createSecretChannel(post: (message: FromCore) => void): SecretChannel {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  return {
    ask: (verb, value) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        post({ kind: 'secret', id: last, verb, value });
      }),
    answered: (id, answer) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
}
