import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { correct, pause, release, setFacts, setService } from './act.ts';
import { advice, setAdvice } from './advice.ts';
import { decide, original, takeMail } from './confirm.ts';
import { recipientView } from './view.ts';

type Own = Handlers<Contract['recipients']>;

/** The functions of `contract.recipients`. */
export function recipientsHandlers(core: Core): Own {
  const after =
    <I extends { readonly incidentId: string }>(work: (core: Core, input: I) => Promise<void>) =>
    async (input: I) => {
      await work(core, input);
      return await recipientView(core, input.incidentId);
    };
  return {
    get: ({ incidentId }) => recipientView(core, incidentId),
    setFacts: after(setFacts),
    pause: after(pause),
    release: after(release),
    correct: after(correct),
    setService: after(setService),
    takeMail: after(takeMail),
    decide: after(decide),
    original: (which) => original(core, which),
    advice: (wanted) => advice(core, wanted),
    setAdvice: (wording) => setAdvice(core, wording),
  };
}
