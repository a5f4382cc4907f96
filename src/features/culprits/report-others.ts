import type { Statement, Verdict } from '../../contract/culprits.ts';
import type { PdfBlock } from '../../ports/pdf.ts';
import { type StatementCode, signsToldOf, UNCONCERNED } from '../../shared/culprits.ts';
import { heading, type Words } from './report-words.ts';

/** What is alike in what is known of accounts that are not suspected; each has a list of its own, under a title that is true for everybody in it. */
const GROUPS = {
  block: ['hurt_by_block'],
  limit: ['stopped_by_limit'],
  usual: ['as_usual', 'usual_beside', 'even', 'announced', 'put_off_by_receivers', 'nothing_sent'],
  above: ['above_usual', 'few_with_signs'],
  unknown: ['usual_unknown', 'nothing_known'],
} as const satisfies Record<string, readonly StatementCode[]>;
const ORDER = ['block', 'limit', 'usual', 'above', 'unknown'] as const satisfies readonly (keyof typeof GROUPS)[];
const MOST_OTHERS = 500;

/** Who else was looked at, by what is known of them. Of data that tell too little nothing is said of anybody. */
export function othersBlocks({ outcome, others, suspects, firstBlock, block }: Verdict, words: Words): PdfBlock[] {
  const title = heading(2, words.t('report.others.heading'));
  if (outcome === 'not_enough_data') return [title, { type: 'paragraph', text: words.t('report.others.tooLittle') }];
  if (others.length === 0) return [title, { type: 'paragraph', text: words.t('report.others.none') }];
  const stopped = firstBlock !== null || block !== null || suspects.some(({ label }) => label !== null);
  return [title, ...ORDER.flatMap((group) => groupBlocks(group, { others, suspects }, words)), ...(stopped ? restore(others, words) : [])];
}

function groupBlocks(group: keyof typeof GROUPS, { others, suspects }: Pick<Verdict, 'others' | 'suspects'>, words: Words): PdfBlock[] {
  const codes: readonly StatementCode[] = GROUPS[group];
  const all = others.filter(({ code }) => codes.includes(code));
  if (all.length === 0) return [];
  const items = all.slice(0, MOST_OTHERS).map((other) => {
    const signs = signsToldOf(other, suspects).map((reason) => words.reason(reason));
    return words.t('report.others.item', { account: nameOf(other, words), statement: [words.statement(other), ...signs].join(' ') });
  });
  const left = all.length - items.length;
  return [
    { type: 'paragraph', text: words.t(`report.others.${group}`) },
    { type: 'list', items: left === 0 ? items : [...items, words.t('report.others.left', { count: left })] },
  ];
}

/** Asked only for those of whom enough is known, and against whom nothing speaks. */
function restore(others: readonly Statement[], words: Words): PdfBlock[] {
  const first = others.filter(({ code }) => UNCONCERNED.includes(code));
  if (first.length === 0 || first.length > MOST_OTHERS) return [];
  return [{ type: 'callout', items: [words.t('report.others.restore', { accounts: words.together(first.map(({ account }) => account)) })] }];
}

function nameOf({ account, domain }: Statement, words: Words): string {
  return domain === '' || domain === account ? account : words.t('report.others.named', { account, domain });
}
