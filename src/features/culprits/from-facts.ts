import type { LogFacts } from '../../shared/logs.ts';
import { toldByFacts } from '../logs/index.ts';
import type { Case } from './case.rules.ts';
import { frameOf } from './gather.ts';
import { logSource, spanOf } from './log-series.ts';
import { People } from './people.ts';
import { type Judgement, judgeCase } from './verdict.rules.ts';

/** When, and how far back. Epoch seconds. */
export interface Moment {
  readonly at: number;
  readonly windowSeconds: number;
}

/** Judges a moment by a log alone that was just read. Nothing is known of limits of the host but what the log says of single accounts, and of mailings that were announced. */
export function judgeFacts(facts: LogFacts, moment: Moment): Judgement {
  return judgeCase(caseOfFacts(facts, moment));
}

function caseOfFacts(facts: LogFacts, moment: Moment): Case {
  const { log, testimonies } = toldByFacts(facts);
  const people = new People();
  const frame = frameOf(moment);
  const [span = { from: 0, to: 0 }] = spanOf(log);
  for (const told of testimonies) people.of(told).addLog(0, { span, lines: log.lines, told }, []);
  return { ...moment, zone: facts.zone, accounts: [...people.accounts(frame)], sources: [logSource([log], frame.window)], limit: null };
}
