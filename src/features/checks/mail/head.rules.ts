import { fold } from '../../../shared/text.ts';
import { parseAddress } from '../../clients/index.ts';
import type { Asked } from './asked.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { domainOf, header, type Sample, shown, shownHeader } from './sample.rules.ts';

/** Headers that a message has once at most (RFC 5322, 3.6), and those that say what it is made of (RFC 2045). */
const SINGLE = [
  'From',
  'Sender',
  'Reply-To',
  'To',
  'Cc',
  'Bcc',
  'Message-ID',
  'In-Reply-To',
  'References',
  'Subject',
  'Date',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
];
/** Those among them that every message must have; a server adds the first two when they are missing. */
const ADDED_BY_SERVER = ['Message-ID', 'Date'];
const REQUIRED = [...ADDED_BY_SERVER, 'Subject', 'To'];
const MESSAGE_ID = /^<[^<>\s@]{1,500}@[^<>\s@]{1,255}>$/;

/** Day, month, year, time and zone (RFC 5322, 3.3, and 4.3 for what older programs write), comments left out. */
const DATE =
  /^(?:[a-z]{3}(?:,\s*|\s+))?\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s+\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?\s+(?:[+-]\d{4}|[a-z]{1,5})$/i;

/** H01: one sender, with an address that can be one. */
export function oneSender(sample: Sample): Outcome[] {
  const values = header(sample, 'from');
  const [value = ''] = values;
  const evidence = shownHeader('From', value);
  if (values.length === 0 || sample.from.length === 0) return [failed('H01.none')];
  if (values.length > 1)
    return [failed('H01.several', { facts: { count: values.length }, evidence: shown(values.map((each) => `From: ${each}`).join(' · ')) })];
  if (sample.from.length > 1) return [failed('H01.addresses', { facts: { count: sample.from.length }, evidence })];
  const address = sample.from[0]?.address ?? '';
  return [parseAddress(address) === null ? failed('H01.invalid', { facts: { address: shown(address) }, evidence }) : passed('H01.ok', { evidence })];
}

/** H02: what every message must have is there. */
export function required(sample: Sample): Outcome[] {
  const missing = REQUIRED.filter((name) => header(sample, name.toLowerCase()).every((value) => value.trim() === ''));
  const late = missing.filter((name) => !sample.sent && ADDED_BY_SERVER.includes(name));
  const broken = missing.filter((name) => !late.includes(name));
  if (broken.length > 0) return [failed('H02.missing', { facts: { names: broken.join(', ') } })];
  const [id = ''] = header(sample, 'message-id');
  if (id !== '' && !MESSAGE_ID.test(id.trim())) return [failed('H02.malformed', { evidence: shownHeader('Message-ID', id) })];
  const [date = ''] = header(sample, 'date');
  if (
    date.trim() !== '' &&
    !DATE.test(
      date
        .slice(0, 200)
        .replaceAll(/\([^()]*\)/g, ' ')
        .trim(),
    )
  )
    return [failed('H02.date', { evidence: shownHeader('Date', date) })];
  return [late.length > 0 ? unknown('beforeSending', { facts: { names: late.join(', ') } }) : passed('H02.ok')];
}

/** H03: nothing stands twice that may stand once. */
export function noneTwice(sample: Sample): Outcome[] {
  const twice = SINGLE.filter((name) => header(sample, name.toLowerCase()).length > 1);
  if (twice.length === 0) return [passed('H03.ok')];
  const evidence = shown(twice.flatMap((name) => header(sample, name.toLowerCase()).map((value) => `${name}: ${value}`)).join(' · '));
  return [failed('H03.twice', { facts: { names: twice.join(', ') }, evidence })];
}

/** H09: no more recipients in one message than the host allows. */
export function recipients(sample: Sample, { maxRecipients }: Asked): Outcome[] {
  const count = sample.recipients;
  const evidence = shown(['To', 'Cc', 'Bcc'].flatMap((name) => header(sample, name.toLowerCase()).map((value) => `${name}: ${value}`)).join(' · '));
  if (count === 0) return [unknown('H09.undisclosed', { evidence })];
  if (maxRecipients === null) return [count === 1 ? passed('H09.one') : unknown('H09.noLimit', { facts: { count }, evidence })];
  const facts = { count, limit: maxRecipients.value };
  return [count > maxRecipients.value ? failed('H09.over', { facts, evidence }) : passed('H09.ok', { facts })];
}

const REPLY = /^\s*(re|fw|fwd|tr|rép|ref|отв|пересл|ответ)\s*(\[\d+\])?\s*:/iu;

/** H10: what begins like an answer is one. */
export function honestReply(sample: Sample): Outcome[] {
  const answers = ['in-reply-to', 'references'].some((name) => header(sample, name).some((value) => value.trim() !== ''));
  return [REPLY.test(sample.subject) && !answers ? failed('H10.reply', { evidence: shownHeader('Subject', sample.subject) }) : passed('H10.ok')];
}

const PICTOGRAPH = /\p{Extended_Pictographic}(?<![©®™\d#*])|[✓✔☑✅]/u;

/** H11: the name of the sender is a name, and nothing that passes for something else. */
export function plainName(sample: Sample): Outcome[] {
  const name = sample.fromName.trim();
  if (name === '') return [passed('H11.none')];
  const evidence = shownHeader('From', `${name} <${sample.from[0]?.address ?? ''}>`);
  const wrong: Outcome[] = [];
  const folded = fold(name);
  const subject = fold(sample.subject);
  if (PICTOGRAPH.test(name)) wrong.push(failed('H11.emoji', { evidence }));
  if (/\(\d{1,3}\)|\[\d{1,3}\]/.test(name)) wrong.push(failed('H11.counter', { evidence }));
  if (REPLY.test(name) || (subject.length >= 8 && folded.includes(subject))) wrong.push(failed('H11.subject', { evidence }));
  if (namesRecipient(sample, folded)) wrong.push(failed('H11.recipient', { evidence }));
  const [stranger] = /[^\s<>"(),;]+@[^\s<>"(),;]+\.[a-z]{2,}/i.exec(name) ?? [];
  if (stranger !== undefined && domainOf(stranger) !== sample.fromDomain) wrong.push(failed('H11.address', { facts: { address: shown(stranger) }, evidence }));
  return wrong.length === 0 ? [passed('H11.ok', { evidence })] : wrong;
}

/** A mail from somebody to himself is no disguise. */
function namesRecipient({ to, from }: Sample, name: string): boolean {
  const sender = from[0]?.address.toLowerCase() ?? '';
  return to.some(
    ({ name: theirs, address }) => address.toLowerCase() !== sender && fold(theirs).length >= 4 && !theirs.includes('@') && name.includes(fold(theirs)),
  );
}
