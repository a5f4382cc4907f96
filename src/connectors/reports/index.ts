import { clip } from '../../shared/text.ts';
import { words } from '../answers.ts';
import type { PanelReport, ReadReport, ReportSource } from '../connector.ts';
import { readLimitBounce } from './limit-bounce.ts';
import { readMailingWarning } from './mailing-warning.ts';
import { readSuspension } from './suspension.ts';
import { readTable } from './table.ts';

type Reader = (source: ReportSource) => Omit<PanelReport, 'excerpt'> | null;

/** Of a mail of the host its words count first: it may quote lines of a log, and tables. */
const OF_MAIL: readonly Reader[] = [readSuspension, readLimitBounce, readMailingWarning, readTable];
const OF_FILE: readonly Reader[] = [readTable, readSuspension, readLimitBounce, readMailingWarning];

/** What other servers say of accounts of their own is in logs and in mails that came back: nothing there is said by the host but about its limits. */
const BY_MACHINES: readonly Reader[] = [readLimitBounce];
const CAME_BACK = /^(?:final-recipient|original-recipient|diagnostic-code):|created automatically by mail delivery software|mailer-daemon@/im;
const LOGGED = /^\s*(?:\[?20\d\d-\d\d-\d\d[ T]\d\d:\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +\d{1,2} \d\d:\d\d:\d\d )/i;

const EXCERPT_LINES = 12;
const EXCERPT = 1200;

/** Reads what a host or its panel made: a table, a warning, a message that came back, a mail about a suspension. */
export const readReport: ReadReport = (source) => {
  for (const reader of readersOf(source)) {
    const found = reader(source);
    if (found !== null) return { ...found, excerpt: excerptOf(source) };
  }
  return null;
};

function readersOf({ text, mail }: ReportSource): readonly Reader[] {
  const beginning = text.slice(0, 5000);
  if (mail === null) return CAME_BACK.test(beginning) || LOGGED.test(beginning) ? BY_MACHINES : OF_FILE;
  const cameBack = /^(?:mailer-daemon|postmaster)@/i.test(mail.from) || mail.parts.some(({ mime }) => mime.startsWith('message/delivery-status'));
  return cameBack || CAME_BACK.test(beginning) ? BY_MACHINES : OF_MAIL;
}

function excerptOf({ text, cells, mail }: ReportSource): string {
  const lines = cells?.map((row) => row.join(' ')) ?? [mail?.subject ?? '', ...text.slice(0, EXCERPT * 10).split('\n')];
  const shown = lines.map((line) => words(line, 300)).filter((line) => line !== '');
  return clip(shown.slice(0, EXCERPT_LINES).join('\n'), EXCERPT);
}
