import type { Verdict } from '../../contract/culprits.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { PackId, VerdictId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { CaseJudgement, JudgedCase } from '../../ports/judge.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { accountText, caseOf, restText } from './case-text.ts';
import { type Gathered, gather } from './gather.ts';
import { judgeCase } from './verdict.rules.ts';
import { insertVerdict } from './verdicts.repo.ts';

type Judge = Handlers<Contract['culprits']>['judge'];

/** Judges the text of a case. Everything that is found depends on the text alone. */
export function judgeText(text: string): CaseJudgement {
  return judgeCase(caseOf(text));
}

/**
 * Judges a moment and keeps the verdict with everything it was made from.
 * Throws `log_not_found`, `pack_not_found`, `logs_of_two_packs`, `nothing_to_judge`.
 */
export async function* judgeMoment(core: Core, input: Parameters<Judge>[0], signal: AbortSignal | undefined): ReturnType<Judge> {
  const at = Math.floor(Date.parse(input.at) / 1000);
  const gathering = gather(core, { at, windowSeconds: input.windowMinutes * 60, logIds: input.logIds, packId: input.packId });
  let step = await gathering.next();
  while (step.done !== true) {
    signal?.throwIfAborted();
    yield { kind: 'progress', phase: 'gathering', ...step.value };
    step = await gathering.next();
  }
  const gathered = step.value;
  signal?.throwIfAborted();
  yield { kind: 'progress', phase: 'judging', done: 0, total: gathered.total };
  const judged = await core.judge.judge(piecesOf(core, gathered), signal);
  const verdict = await verdictOf(core, { input, gathered, judged });
  signal?.throwIfAborted();
  await core.db.write((tx) => insertVerdict(tx, { verdict, input: judged.input, logIds: input.logIds }));
  core.changed('logs');
  yield { kind: 'done', result: verdict };
}

/** The text of a case, account for account, so that nothing else waits for the whole of it. */
async function* piecesOf({ clock }: Core, { accounts, rest, limit }: Gathered): AsyncGenerator<string, void, void> {
  let before = '{"accounts":[';
  for (const account of accounts) {
    yield before + accountText(account);
    before = ',';
    await clock.yield();
  }
  yield `${before === ',' ? '' : before}],${restText({ ...rest, limit: limit() }).slice(1)}`;
}

interface Found {
  readonly input: Parameters<Judge>[0];
  readonly gathered: Gathered;
  readonly judged: JudgedCase;
}

async function verdictOf(core: Core, { input, gathered, judged }: Found): Promise<Verdict> {
  return {
    id: VerdictId.parse(core.ids.next()),
    ...judged.judgement,
    at: toIso(Date.parse(input.at)),
    windowMinutes: input.windowMinutes,
    packId: gathered.packId === null ? null : PackId.parse(gathered.packId),
    packName: gathered.packName,
    sources: gathered.sources,
    inputSha256: judged.inputSha256,
    author: await readAuthor(core, core.db.read),
    madeAt: toIso(core.clock.now()),
  };
}
