import type { Asked } from './asked.ts';
import { mailboxesIn, type Signature } from './header.rules.ts';
import { isAligned, isFreeMail } from './known-domains.rules.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { domainOf, header, type Sample, shown, shownHeader } from './sample.rules.ts';

/** H04: the address belongs to the client, not to a provider of mailboxes, whose name the host cannot send under. */
export function ownAddress(sample: Sample, { domains }: Asked): Outcome[] {
  const { fromDomain: domain } = sample;
  if (domain === '') return [unknown('noDomain')];
  const evidence = shownHeader('From', header(sample, 'from')[0] ?? '');
  if (isFreeMail(domain)) {
    const byItself = sample.signatures.some((signature) => isAligned(signature.domain, domain));
    return [byItself ? passed('H04.provider', { facts: { domain }, evidence }) : failed('H04.free', { facts: { domain }, evidence })];
  }
  if (domains.length === 0) return [passed('H04.ok', { facts: { domain }, evidence })];
  const facts = { domain, domains: shown(domains.join(', ')) };
  return [isOwn(domain, domains) ? passed('H04.own', { facts, evidence }) : failed('H04.foreign', { facts, evidence })];
}

function isOwn(domain: string, domains: readonly string[]): boolean {
  return domains.some((own) => isAligned(own, domain));
}

/** H05: what a receiver can prove, by SPF or DKIM, is of the same organisation as the sender it shows. */
export function aligned(sample: Sample): Outcome[] {
  const { fromDomain: domain, envelope, signatures, sent } = sample;
  if (domain === '') return [unknown('noDomain')];
  const signing = signatures.map((signature) => signature.domain);
  const proof = signing.find((each) => isAligned(each, domain)) ?? (envelope !== null && envelope !== '' && isAligned(envelope, domain) ? envelope : undefined);
  if (proof !== undefined) return [passed('H05.ok', { facts: { domain, proof } })];
  if (envelope === null || envelope === '')
    return [
      sent || signing.length > 0
        ? unknown('H05.envelope', { facts: { domain } })
        : unknown('beforeSending', { facts: { names: 'Return-Path, DKIM-Signature' } }),
    ];
  const others = [envelope, ...signing];
  return [
    failed('H05.apart', {
      facts: { domain, others: shown([...new Set(others)].join(', ')) },
      evidence: shownHeader('Return-Path', header(sample, 'return-path')[0] ?? ''),
    }),
  ];
}

const ALWAYS_COVERED = ['From', 'Subject', 'Date'];
const LIST_HEADERS = ['List-Unsubscribe', 'List-Unsubscribe-Post'];

/** H06: a signature covers what must not be changed on the way. */
export function signed(sample: Sample): Outcome[] {
  const { signatures, sent } = sample;
  const [value] = header(sample, 'dkim-signature');
  if (value === undefined) return [sent ? failed('H06.none') : unknown('beforeSending', { facts: { names: 'DKIM-Signature' } })];
  const needed = [...ALWAYS_COVERED, ...LIST_HEADERS].filter((name) => sample.headers.has(name.toLowerCase()));
  const uncovered = ({ covers }: Signature): string[] => needed.filter((name) => !covers.includes(name.toLowerCase()));
  const own = signatures.filter((signature) => isAligned(signature.domain, sample.fromDomain));
  const best = (own.length > 0 ? own : signatures)
    .map((signature) => ({ signature, lacking: uncovered(signature) }))
    .sort((a, b) => a.lacking.length - b.lacking.length)[0];
  if (best === undefined) return [failed('H06.none', { evidence: shownHeader('DKIM-Signature', value) })];
  const evidence = shown(`d=${best.signature.domain}; h=${best.signature.covers.join(':')}`);
  if (best.lacking.length > 0) return [failed('H06.uncovered', { facts: { names: best.lacking.join(', ') }, evidence })];
  return [passed('H06.ok', { facts: { domain: best.signature.domain }, evidence })];
}

/** H12: answers go to the organisation that writes. */
export function answersToSender(sample: Sample, { domains }: Asked): Outcome[] {
  const values = header(sample, 'reply-to');
  const answers = values.flatMap((value) => mailboxesIn(value)).map(({ address }) => domainOf(address));
  if (answers.length === 0) return [passed('H12.none')];
  if (sample.fromDomain === '') return [unknown('noDomain')];
  const evidence = shownHeader('Reply-To', values[0] ?? '');
  const other = answers.find((domain) => !isAligned(domain, sample.fromDomain) && !isOwn(domain, domains));
  return [other === undefined ? passed('H12.ok', { evidence }) : failed('H12.other', { facts: { domain: shown(other), from: sample.fromDomain }, evidence })];
}
