import type { Verdict } from '../../contract/culprits.ts';
import { blockOf, singleOf } from './block.rules.ts';
import type { Case } from './case.rules.ts';
import { examine, layOut } from './examine.rules.ts';
import { gapsOf, isTooLittle } from './gaps.rules.ts';
import { gridOf, windowOf } from './grid.rules.ts';
import { type Labelled, label } from './label.rules.ts';
import { isoOf } from './reasons.rules.ts';
import { signsOf } from './signs.rules.ts';
import { statementOf } from './statements.rules.ts';
import { suspectOf } from './suspect.rules.ts';
import { isAbuse, weigh } from './weigh.rules.ts';

/** Which rules judged. Raised with every change that may change a verdict. */
export const RULES_VERSION = '5';

/** What the judging itself says of a case; who, when and where it is kept comes from outside. */
export type Judgement = Pick<
  Verdict,
  | 'outcome'
  | 'counted'
  | 'zone'
  | 'suspects'
  | 'others'
  | 'victims'
  | 'sites'
  | 'sitesOf'
  | 'firstBlock'
  | 'firstSingle'
  | 'block'
  | 'gaps'
  | 'limit'
  | 'rulesVersion'
>;

/** Of so many, the heaviest, traces and the course of time are kept as well. */
const SHOWN_WHOLE = 20;

/**
 * Judges a case: whose mail most probably brought the block about. Pure: the same case gives the same judgement, in whatever order its accounts come. Nobody is
 * ever found guilty; the outcome is whom to ask first, and why, or that nobody stands out, or that the data do not tell.
 */
export function judgeCase(input: Case): Judgement {
  const grid = gridOf(input);
  const accounts = [...input.accounts].sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0));
  const laid = accounts.map((account) => layOut(grid, account, input.sources));
  const told = laid.map((each) => each.told);
  const block = blockOf(
    grid,
    laid.map(({ lanes }) => lanes),
    told,
  );
  const examined = examine(grid, laid, block);
  const signs = examined.map((each) => signsOf(grid, each, { input, block }));
  const all = label(weigh(grid, examined, { signs, limit: input.limit }), block);
  const ground = { grid, block, input, all };
  const window = windowOf(grid);
  const others = all.filter((each) => each.label === null).map((each) => statementOf(each, ground));
  others.sort((a, b) => (a.account < b.account ? -1 : 1));
  return {
    outcome: all[0]?.label ?? (isTooLittle(grid, input, all) ? 'not_enough_data' : 'none'),
    counted: { from: isoOf(window.from), to: isoOf(window.to) },
    zone: input.zone,
    suspects: all.filter(isToBeShown).map((each, index) => suspectOf(each, ground, each.label !== null || index < SHOWN_WHOLE)),
    others,
    victims: others.filter(({ code }) => code === 'hurt_by_block').map(({ account }) => account),
    ...sitesAmong(all),
    firstBlock: block?.line ?? null,
    firstSingle: singleOf(grid, told, block),
    block: block === null ? null : { from: isoOf(block.at), to: isoOf(block.by), recipients: block.recipients, accounts: block.accounts },
    gaps: gapsOf(grid, input, all),
    limit: input.limit,
    rulesVersion: RULES_VERSION,
  };
}

function isToBeShown({ recipients, forwarded, failed, label: given }: Labelled): boolean {
  return recipients > 0 || forwarded > 0 || failed > 0 || given !== null;
}

/** Who bears signs of his own: different clients where all of them are known, else accounts. */
function sitesAmong(all: readonly Labelled[]): Pick<Verdict, 'sites' | 'sitesOf'> {
  const signed = all.filter((each) => each.label !== null && isAbuse(each.signs)).map(({ account }) => account);
  const clients = new Set(signed.flatMap(({ clientId }) => clientId ?? []));
  return signed.length > 0 && signed.every(({ clientId }) => clientId !== null)
    ? { sites: clients.size, sitesOf: 'clients' }
    : { sites: signed.length, sitesOf: 'accounts' };
}
