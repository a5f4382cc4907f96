import type { Block } from '../../../../contract/texts.ts';
import { type Draft, type DraftSection, list, paragraph, rateInWords, type Sections, whyYou } from '../section.rules.ts';

/** The source asks for a general request to the whole list (rule 002-13); to people who never agreed that would itself be unsolicited. */
const start: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('start.aim')), paragraph(say('start.not_everybody')), paragraph(say('start.careful'))],
  cites: ['002-12', '002-13'],
});

const segments: DraftSection = (draft) => {
  const { inForce, say, askReseller } = draft;
  return {
    blocks: [
      groups(draft),
      ...(inForce.maxSilenceMonths === null ? [paragraph(say('segments.recent_unknown', { ask_reseller: askReseller }))] : []),
      paragraph(say('segments.doubt')),
      paragraph(say('segments.opens')),
    ],
    cites: ['000-11', '000-14', '001-20', '002-08', '002-13', '002-22', '002-23', '002-24'],
  };
};

/** What is recent is the reseller's own rule; without one he is asked. */
function groups({ inForce, say }: Draft): Block {
  const months = inForce.maxSilenceMonths;
  const recently = (group: 'a' | 'b'): string =>
    months === null ? say(`segments.${group}.who_recent`) : say(`segments.${group}.who`, { period: say('segments.period', { count: months.value }) });
  const people = { a: recently('a'), b: recently('b'), c: say('segments.c.who'), d: say('segments.d.who') };
  const rows = (['a', 'b', 'c', 'd'] as const).map((group) => [say(`segments.${group}.name`), people[group], say(`segments.${group}.what`)]);
  return { type: 'table', head: [say('segments.head_group'), say('segments.head_who'), say('segments.head_what')], rows };
}

/** One short message to a part of group B, where the law allows it, at the pace in force. */
const reconfirmation: DraftSection = (draft) => {
  const { inForce, say, common, ask } = draft;
  const value = inForce.pacing === null ? ask : rateInWords(inForce.pacing, common);
  return {
    blocks: [
      paragraph(say('reconfirmation.law')),
      list(
        say('reconfirmation.who'),
        say('reconfirmation.button'),
        say('reconfirmation.silence'),
        say('reconfirmation.no_offer'),
        say('reconfirmation.tool'),
        say('reconfirmation.pace', { value }),
      ),
      paragraph(say('reconfirmation.check')),
    ],
    basis: ['pacing'],
    cites: ['001-09', '001-19', '002-13', '002-24'],
  };
};

const afterwards: DraftSection = ({ say }) => ({
  blocks: [
    list(
      say('afterwards.double_opt_in'),
      say('afterwards.record'),
      say('afterwards.move'),
      say('afterwards.suppression'),
      say('afterwards.interest'),
      say('afterwards.gifts'),
    ),
  ],
  cites: ['001-06', '002-13', '002-17', '002-18', '002-20', '002-25'],
});

const report: DraftSection = ({ say, common }) => ({
  blocks: [paragraph(say('report.deadline')), list(say('report.counts'), say('report.text'), say('report.dates'), say('report.proof')), whyYou({ common })],
  cites: ['001-09', '002-13'],
});

/** To a client whose list has to be confirmed again. */
export const repermission: Sections<'repermission'> = { start, segments, reconfirmation, afterwards, report };
