import type { Analysis, Judgement } from '../../../app/scan-logs.ts';
import { isAhead } from '../../../shared/ahead.ts';
import { dateTimeIn, longMoment } from '../../../shared/calendar.ts';
import { gapPart, momentsIn, reasonPart, type SayMoment, statementPart } from '../../../shared/culprit-words.ts';
import { sidesOf, signsToldOf, stoppedByHost } from '../../../shared/culprits.ts';
import { toIso } from '../../../shared/dates.ts';
import type { LogFacts } from '../../../shared/logs.ts';
import type { Terminal } from '../session.ts';

type Suspect = Judgement['suspects'][number];

/** A judgement with the log it was made from. `at` in epoch seconds. */
export interface Judged {
  readonly at: number;
  readonly judged: Judgement;
  readonly facts: LogFacts;
}

const FORMATS = { exim: 'Exim', postfix: 'Postfix', events: '' } as const;
/** From this share on it is said that much of a log was not understood. */
const MUCH_SKIPPED = 0.2;

/** What was read, in words: how much, from when to when in which zone, and what is to be known of single files. */
export function readWords(facts: LogFacts, { say }: Terminal): string[] {
  const { lines, skipped, format, from, to, zone, files } = facts;
  const at = (seconds: number | null): string => (seconds === null ? '–' : dateTimeIn(seconds * 1000, zone));
  const named = (name: string, text: string): string => say('cli:log.named', { name, text });
  return [
    say('cli:log.files', { files: files.map(({ name }) => name).join(', ') }),
    say('cli:log.read', { count: lines, skipped, format: FORMATS[format], from: at(from), to: at(to), zone }),
    ...files.flatMap((file) => file.notes.map(({ kind, other }) => `  ${named(file.name, say(`cli:log.note.${kind}`, { other, to: at(file.to) }))}`)),
    ...(isAheadNow(facts) ? [say('cli:log.ahead')] : []),
    ...(skipped > MUCH_SKIPPED * lines ? [say('cli:log.muchSkipped', { percent: Math.round((100 * skipped) / lines) })] : []),
  ];
}

/** Whether a log that was just read tells of a time that has not come yet. */
export function isAheadNow({ to }: Pick<LogFacts, 'to'>): boolean {
  return to !== null && isAhead(toIso(to * 1000), toIso(Date.now()));
}

/** What each account sent, in words, a line each. */
export function accountLines({ accounts }: Pick<Analysis, 'accounts'>, { say }: Terminal): string[] {
  return accounts.map(({ account, messages, recipients, delivered, failed, deferredRecipients }) => {
    return `  ${account}\t${say('cli:log.account', { messages, recipients, delivered, failed, deferred: deferredRecipients })}`;
  });
}

/** A judgement for programs: sentences in the user's language, and the codes they stand for. */
export function judgedDocument({ at, judged, facts }: Judged, terminal: Terminal): object {
  const words = new Sentences(judged, at, terminal);
  return {
    ok: true,
    verdict: judged.outcome,
    suspects: judged.suspects.flatMap((suspect) => (suspect.label === null ? [] : [suspectDocument(suspect, words)])),
    victims: judged.victims,
    others: judged.others.map((other) => ({
      account: other.account,
      code: other.code,
      text: words.of(other),
      signs: words.reasons(signsToldOf(other, judged.suspects)),
    })),
    gaps: judged.gaps.map(({ code }, place) => ({ code, text: words.gaps()[place] ?? '' })),
    at: toIso(at * 1000),
    ...judged.counted,
    zone: facts.zone,
    format: facts.format,
    lines: facts.lines,
    skipped: facts.skipped,
    aheadOfClock: isAheadNow(facts),
    files: facts.files.map(({ name, lines, notes }) => ({ name, lines, notes })),
    firstBlock: judged.firstBlock,
    firstSingle: judged.firstSingle,
    block: judged.block,
    rulesVersion: judged.rulesVersion,
  };
}

function suspectDocument(suspect: Suspect, words: Sentences): object {
  const { account, label, share, weightedShare, recipients, usual, failed, evidence } = suspect;
  const sides = sidesOf(suspect);
  return {
    ...{ account, label, share, weightedShare, recipients, usual, failed },
    reasonsFor: words.reasons(sides.for),
    reasonsAgainst: words.reasons(sides.against),
    remarks: words.reasons(sides.remarks),
    codesFor: sides.for.map(({ code }) => code),
    codesAgainst: sides.against.map(({ code }) => code),
    evidence,
  };
}

/** A judgement for people: of which moment and window, from which files, who, why, from which lines, what of the others, and what it cannot show. */
export function judgedWords({ at, judged, facts }: Judged, terminal: Terminal): string[] {
  const { say } = terminal;
  const words = new Sentences(judged, at, terminal);
  const stopped = stoppedByHost(judged);
  const asked = judged.suspects.filter(({ label }) => label !== null);
  const listed = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]);
  return [
    words.moment(),
    ...readWords(facts, terminal),
    '',
    say(`culprits:outcome.${judged.outcome}`),
    say(`culprits:outcomeWhy.${judged.outcome}`),
    ...(stopped === 0 ? [] : [say('culprits:stoppedByHost', { count: stopped })]),
    ...asked.flatMap((suspect) => suspectWords(suspect, words, terminal)),
    ...listed(
      say('cli:log.others'),
      judged.others.flatMap((other) => [
        say('cli:log.named', { name: other.account, text: words.of(other) }),
        ...words.reasons(signsToldOf(other, judged.suspects)).map((sign) => `  + ${sign}`),
      ]),
    ),
    ...listed(say('culprits:report.happened.heading'), words.happened()),
    ...listed(say('culprits:report.limits.heading'), words.gaps()),
  ];
}

function suspectWords(suspect: Suspect, words: Sentences, { say }: Terminal): string[] {
  const sides = sidesOf(suspect);
  const against = words.reasons(sides.against);
  return [
    '',
    say('culprits:report.who.nameOnly', { account: suspect.account, label: say(`culprits:label.${suspect.label ?? 'none'}`) }),
    ...words.reasons(sides.for).map((line) => `  + ${line}`),
    ...(against.length === 0 ? [`    ${say('culprits:report.who.nothingAgainst')}`] : against.map((line) => `  - ${line}`)),
    ...words.reasons(sides.remarks).map((line) => `    ${line}`),
    ...(suspect.evidence.length === 0 ? [] : [`  ${say('culprits:report.who.evidence')}`]),
    ...suspect.evidence.map((line) => `    ${line.file}:${line.line}: ${line.text}`),
  ];
}

/** Sentences of a judgement in the language of the terminal and the zone of the log. */
class Sentences {
  readonly #judged: Judgement;
  readonly #terminal: Terminal;
  readonly #at: number;
  readonly #say: SayMoment;

  constructor(judged: Judgement, at: number, terminal: Terminal) {
    this.#judged = judged;
    this.#terminal = terminal;
    this.#at = at;
    this.#say = momentsIn(terminal.language, judged.zone, toIso(at * 1000));
  }

  moment(): string {
    const { counted, zone } = this.#judged;
    const long = (iso: string): string => longMoment(Date.parse(iso), this.#terminal.language, zone);
    return this.#terminal.say('cli:log.moment', { at: long(toIso(this.#at * 1000)), from: long(counted.from), to: long(counted.to), zone });
  }

  reasons(reasons: readonly Suspect['reasonsFor'][number][]): string[] {
    return reasons.map(({ code, facts }) => this.#part(reasonPart(code, facts, this.#say)));
  }

  of({ code, facts }: Judgement['others'][number]): string {
    return this.#part(statementPart(code, facts, this.#say));
  }

  gaps(): string[] {
    return this.#judged.gaps.map(({ code, facts }) => this.#part(gapPart(code, facts, this.#say)));
  }

  /** The first refusal of the server, and single ones that count as none; nothing is said where there was neither. */
  happened(): string[] {
    const single = this.#judged.firstSingle;
    return [...this.#blocked(), ...(single === null ? [] : this.#place('single', single))];
  }

  #blocked(): string[] {
    const { firstBlock: line, block } = this.#judged;
    if (block === null) return [];
    const met = this.#terminal.say('culprits:report.happened.blockMet', { recipients: block.recipients, accounts: block.accounts });
    if (line === null) return [this.#terminal.say('culprits:report.happened.blockBetween', { from: this.#say(block.from), to: this.#say(block.to) }), met];
    return [...this.#place('block', line), met];
  }

  #place(what: 'block' | 'single', { at, file, line, text }: Suspect['evidence'][number]): string[] {
    return [this.#terminal.say(`culprits:report.happened.${what}`, { at: this.#say(at), file, line }), `${file}:${line}: ${text}`];
  }

  #part({ key, values }: { readonly key: string; readonly values: Record<string, string | number> }): string {
    return this.#terminal.say(`culprits:${key}`, values);
  }
}
