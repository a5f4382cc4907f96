import type { Finding } from '../../contract/checks.ts';
import { type MailRule, mendKey } from '../../shared/checks.ts';

/** Words a sentence of `checks` in the language of the letter. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

interface About {
  readonly subject: string;
  /** Whom it is to; empty = nobody by name. */
  readonly name: string;
}

/**
 * The faults as a letter to the client: what must be changed, what should be, what could not be checked, and what only he can answer. What the host mends is not his
 * business. Without a fault it gives no all-clear: nobody can know that from a saved mail.
 */
export function letterTo({ subject, name }: About, findings: readonly Finding[], say: Say): { readonly subject: string; readonly text: string } {
  const faults = findings.filter(({ outcome, scope }) => outcome === 'fail' && scope === 'client');
  const must = faults.filter(({ severity }) => severity === 'E');
  const should = faults.filter(({ severity }) => severity === 'W');
  const unchecked = findings.filter(({ id, outcome }) => outcome === 'unknown' && !id.startsWith('I')).map(({ id }) => `- ${say(`rule.${id}`)}`);
  const questions = findings.flatMap(({ id }) => (id.startsWith('I') ? [`- ${say(`question.${id}`)}`] : []));
  const part = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [[say(title), ...lines].join('\n')]);
  const blocks = [
    name === '' ? say('letter.greeting') : say('letter.greetingName', { name }),
    say('letter.intro'),
    ...part('letter.must', linesOf(must, say)),
    ...part('letter.should', linesOf(should, say)),
    ...(faults.length === 0 ? [say('letter.nothing')] : []),
    ...part('letter.unchecked', [...new Set(unchecked)]),
    ...part('letter.questions', questions),
    say(faults.length === 0 ? 'letter.thanks' : 'letter.closing'),
  ];
  const which = faults.length === 0 ? 'question' : 'subject';
  return { subject: subject.trim() === '' ? say(`letter.${which}None`) : say(`letter.${which}`, { subject }), text: `${blocks.join('\n\n')}\n` };
}

/** What was found, then once for each rule what to do about it. */
function linesOf(findings: readonly Finding[], say: Say): string[] {
  const rules = [...new Set(findings.map(({ id }) => id))];
  return rules.map((id: MailRule) => {
    const own = findings.filter((finding) => finding.id === id);
    const found = own.map((finding) => say(`found.${finding.found}`, finding.facts));
    const mends = new Set(own.map((finding) => say(mendKey(finding))));
    return `- ${[...found, ...mends].join(' ')}`;
  });
}
