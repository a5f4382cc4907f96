import type { z } from 'zod';
import type { MailCheck } from '../../contract/checks.ts';
import type { MailFormat } from '../../ports/mailer.ts';
import type { Asked, MailPurpose } from './mail/asked.ts';
import { type AskedElsewhere, lint, purposeOf } from './mail/lint.rules.ts';
import { type Sample, shown } from './mail/sample.rules.ts';
import { languageIn } from './mail/words.rules.ts';
import { readSample } from './read-sample.ts';

/** What is known beside the mail. A purpose that is not chosen is read from the mail. */
export interface Question extends Omit<Asked, 'purpose'> {
  readonly purpose: MailPurpose | undefined;
}

/** A question of which nothing is known. */
export const NOTHING_KNOWN: Question = { purpose: undefined, bulk: false, countries: [], domains: [], maxRecipients: null, unsubscribePage: null };

/** Asks name servers and block lists about a mail, where that is wanted. */
export type AskElsewhere = (sample: Sample) => Promise<AskedElsewhere>;

/** What checking needs: no data folder. Name servers and block lists are asked only where `askElsewhere` is given. */
export interface LintTools {
  readonly mail: MailFormat;
  readonly askElsewhere?: AskElsewhere;
}

interface NamedMail {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a mail says of itself, whoever it is from. */
export type MailVerdict = Omit<z.input<typeof MailCheck>, 'client' | 'host' | 'page'>;

/** Checks one mail against every rule. Throws `file_empty`, `file_too_large`, `mail_unreadable`. */
export async function lintMail({ mail, askElsewhere }: LintTools, file: NamedMail, question: Question): Promise<MailVerdict> {
  const sample = await readSample(mail, file.bytes);
  return { fileName: file.name, ...judgeSample(sample, question, await askElsewhere?.(sample)) };
}

/** Holds a mail that was read against every rule. */
export function judgeSample(sample: Sample, question: Question, elsewhere?: AskedElsewhere): Omit<MailVerdict, 'fileName'> {
  const read = purposeOf(sample);
  const purpose = question.purpose ?? read;
  const findings = lint(sample, { ...question, purpose }, elsewhere);
  const language = languageIn(`${sample.subject}\n${sample.visible}`);
  return {
    sizeBytes: sample.sizeBytes,
    subject: shown(sample.subject),
    from: shown(sample.from.map(({ address }) => address).join(', ')),
    recipients: sample.recipients,
    language: language === 'other' ? null : language,
    purpose,
    purposeFrom: question.purpose !== undefined ? 'chosen' : read === 'service' ? 'mail' : 'assumed',
    sent: sample.sent,
    bodyRead: sample.bodyRead,
    findings: findings.map((finding) => ({ ...finding, facts: { ...finding.facts } })),
  };
}
