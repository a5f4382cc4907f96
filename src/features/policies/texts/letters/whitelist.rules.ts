import type { z } from 'zod';
import { WhitelistEvidence } from '../../../../contract/rule-pack.ts';
import type { Block } from '../../../../contract/texts.ts';
import { type Draft, type DraftSection, facts, known, paragraph, rateInWords, type Say, type Sections } from '../section.rules.ts';

/** Points that the reseller confirms by hand: the text never says of its own accord that somebody checked one. */
function checklist(say: Say, ...points: readonly string[]): Block {
  return { type: 'table', head: [say('checklist.head_point'), say('checklist.head_state')], rows: points.map((point) => [point, say('checklist.open')]) };
}

/** The host grants it for some servers only; where this hosting is not among them, the text says so instead of asking in vain. */
const server: DraftSection = (draft) => ({
  blocks: [
    paragraph(draft.say('server.request')),
    facts([
      [draft.say('server.account'), '{{account}}'],
      [draft.say('server.domains'), '{{domains}}'],
      [draft.say('server.ip'), '{{ip_address}}'],
      [draft.say('server.kind'), '{{server_kind}}'],
    ]),
    paragraph(precondition(draft)),
  ],
  basis: ['whitelist'],
  cites: ['004-01', '004-02', '004-03', '004-10', '004-11'],
});

function precondition({ rules, say, common, ask }: Draft): string {
  const whitelist = known(rules.whitelist);
  if (whitelist === null) return say('server.unknown', { ask });
  const impossible = known(rules.accountKind) === 'shared' && whitelist.servers.length > 0 && !whitelist.servers.includes('shared');
  if (!whitelist.possible || impossible) return say('server.impossible');
  const servers = whitelist.servers.map((each) => common(`server.${each}`)).join(', ');
  return servers === '' ? say('server.unknown', { ask }) : say('server.granted', { servers });
}

const purpose: DraftSection = ({ say }) => ({
  blocks: [
    facts([
      [say('purpose.kind'), '{{mailing_kind}}'],
      [say('purpose.volume'), '{{volume_per_day}}'],
      [say('purpose.sender'), '{{sending_address}}'],
    ]),
    paragraph(say('checklist.intro')),
    checklist(say, say('purpose.information'), say('purpose.automatic'), say('purpose.none_unasked')),
  ],
  cites: ['004-04', '004-05', '004-06'],
});

const consent: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('consent.method')), checklist(say, say('consent.record'))],
  basis: ['consent'],
  cites: ['001-06', '004-12', '004-13', '004-14'],
});

const sample: DraftSection = ({ say }) => ({
  blocks: [checklist(say, say('sample.writer'), say('sample.reason'), say('sample.unsubscribe'))],
  cites: ['004-15', '004-16'],
});

const unsubscribe: DraftSection = ({ say }) => ({
  blocks: [checklist(say, say('unsubscribe.link'), say('unsubscribe.no_login'))],
  cites: ['001-10', '004-16', '004-17', '004-18'],
});

const technical: DraftSection = ({ inForce, say, common, ask }) => {
  const pace = inForce.pacing;
  return {
    blocks: [
      checklist(say, say('technical.authentication'), say('technical.reverse'), say('technical.guidelines'), say('technical.bounces')),
      paragraph(say('technical.pace', { value: pace === null ? ask : rateInWords(pace, common) })),
    ],
    basis: ['pacing'],
    cites: ['001-30', '004-19', '004-20'],
  };
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is enclosed is marked by hand: the text never claims a piece of evidence that nobody saw. */
const attachments: DraftSection = (draft) => {
  const { rules, say, common } = draft;
  const asked: readonly z.infer<typeof WhitelistEvidence>[] = known(rules.whitelist)?.evidence ?? [];
  const pieces = WhitelistEvidence.options.filter((each) => asked.length === 0 || asked.includes(each));
  return {
    blocks: [
      {
        type: 'table',
        head: [say('attachments.head_piece'), say('checklist.head_state')],
        rows: pieces.map((each) => [capital(common(`evidence.${each}`)), say('attachments.open')]),
      },
      paragraph(say('attachments.contact')),
    ],
    basis: ['whitelist'],
    cites: ['004-13', '004-14', '004-15', '004-17'],
  };
};

/** To the host, before the first mailing. */
export const whitelistApplication: Sections<'whitelist_application'> = { server, purpose, consent, sample, unsubscribe, technical, attachments };
