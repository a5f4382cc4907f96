import { fold } from '../../shared/text.ts';

/** Words between the two halves of a phrase: "read it all carefully and understood". */
const FEW = "(?: [\\p{L}']+){0,6}?";

/** What acknowledges, folded, with apostrophes and punctuation as spaces. */
const PHRASES: readonly RegExp[] = [
  new RegExp(`\\bread${FEW} and (?:i )?(?:have |fully |clearly |do |well |it )*(?:understood|understand|accept(?:ed)?|agree(?:d)?|acknowledged?)\\b`, 'u'),
  /\bread understood(?: and (?:accepted|agreed))?\b/u,
  new RegExp(
    `\\b(?:lue?s?|pris(?:e|es)? connaissance)${FEW} et (?:j |je |l |les |ai |avons |bien |tout |parfaitement |en )*(?:comprise?s?|comprends|accepte(?:e|es|s)?|approuve(?:e|es|s)?)(?![\\p{L}])`,
    'u',
  ),
  /\b(?:ai|avons|a|avoir) (?:bien |egalement )?pris connaissance\b/u,
  new RegExp(
    `(?<![\\p{L}])(?:прочитал[аи]?|прочел|прочла|прочли|прочитано|читал[аи]?)${FEW} и (?:все |полностью |хорошо |я |с ними |с этим )*(?:понял[аи]?|понято|понимаю|принял[аи]?|принято|соглас(?:ен|на|ны))(?![\\p{L}])`,
    'u',
  ),
  /(?<![\p{L}])(?:ознакомлен[аоы]?|ознакомил(?:ся|ась|ись))(?![\p{L}])/u,
];

/** Words that turn an acknowledgement round, leave it open, or only talk about it, when they stand in its sentence before it. */
const TURNS_ROUND = [
  'not|never|didn t|haven t|don t|can t|cannot|couldn t|won t|without|neither|nor|before|if|when|once|until|unless|whether|will|should|must|asked to|supposed to',
  'll|would|could|might|going to|want me|wants me|asked me|asks me|to write|to reply|to answer|to send|to say|what|why|how|send me|hardly|barely|almost|nearly|partly',
  'ne|pas|jamais|sans|ni|avant|si|quand|lorsque|des que|une fois|tant que|dois|faut|devrais|devons|repondrai|enverrai|confirmerai|demandez',
  'dirai|ecrirai|aurai|aurons|demande|demandent|de repondre|d ecrire|a ecrire|d envoyer|signifie|veut dire|pourquoi|comment|a peine|presque|en partie',
  'не|нет|никогда|ни|без|прежде чем|до того как|если|когда|как только|пока|должен|должна|нужно|надо|отвечу|напишу|подтвержу|просите',
  'зачем|почему|значит|означает|просят|попросили|ответить|написать|ответьте|напишите|пришлите|едва|почти|частично|якобы',
]
  .join('|')
  .split('|');

/** Words behind it that take back what it says, put it off, or only talk about it. */
const RESERVES =
  /(?<![\p{L}])(?:but|however|except|although|though|mais|cependant|toutefois|sauf|hormis|sous reserve|но|однако|кроме|хотя|за исключением|nothing|only|half|partly|tomorrow|later|mean|means|rien|que la moitie|seulement|en partie|demain|plus tard|signifie|veut dire|not everything|pas tout|только|частично|половину|завтра|позже|потом|значит|означает|не все|не всё|ничего)(?![\p{L}])/u;

/** Refusals, wherever they stand. */
const REFUSES =
  /(?<![\p{L}])(?:(?:do not|don t|not|cannot|can t) (?:agree|accept|consent|understand)|disagree|i refuse|i object|pas d accord|n accepte pas|n acceptons pas|refuse|conteste|m oppose|en desaccord|ne comprends? (?:pas|rien)|(?:не|ни) (?:соглас(?:ен|на|ны)|понял[аи]?|понимаю|принимаю|прочитал[аи]?|читал[аи]?|ознакомлен[аы]?)|возражаю|отказыва(?:юсь|емся)|против)(?![\p{L}])/u;

/** Quotation marks, brackets inside words ("прочитал(а)"), apostrophes and punctuation make no difference. */
function words(text: string): string {
  return fold(text.replace(/(?<=\p{L})\((\p{L}{1,3})\)/gu, '$1'))
    .replace(/[^\p{L}\p{N}.!?\n]+/gu, ' ')
    .trim();
}

/** Cut at full stops and at empty lines; a line that merely goes on is the same sentence. */
function sentences(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/(?<=[.!?…])\s+|\n\s*\n/u)
    .filter((sentence) => sentence.trim() !== '');
}

export type Finding = 'none' | 'affirmed' | 'negated';

/**
 * Whether a text says that its writer has read and understood: in any of the three languages, whatever the case, accents and forms of the
 * words. `printed` are the phrases the notices ask for. Anything that may turn the sense round (a negation, a condition, a question, a
 * reservation, a refusal) makes it `negated`: a person has to read it.
 */
export function findPhrase(text: string, printed: readonly string[]): Finding {
  const exact = printed.map(words).filter((phrase) => phrase !== '');
  const found = sentences(text).flatMap((sentence) => {
    const line = words(sentence).replaceAll('\n', ' ');
    const at = placeOf(line, exact);
    return at === null ? [] : [{ line, ...at }];
  });
  if (found.length === 0) return 'none';
  const turned = REFUSES.test(words(text).replaceAll('\n', ' ')) || found.some(({ line, start, end }) => isTurned(line, start, end));
  return turned ? 'negated' : 'affirmed';
}

function placeOf(line: string, exact: readonly string[]): { readonly start: number; readonly end: number } | null {
  for (const phrase of exact) {
    const start = line.indexOf(phrase);
    if (start >= 0) return { start, end: start + phrase.length };
  }
  for (const pattern of PHRASES) {
    const match = pattern.exec(line);
    if (match !== null) return { start: match.index, end: match.index + match[0].length };
  }
  return null;
}

function isTurned(line: string, start: number, end: number): boolean {
  const before = ` ${line.slice(0, start).replace(/[.!?]/g, ' ')} `.replace(/\s+/g, ' ');
  const phrase = line.slice(start, end);
  const after = line.slice(end);
  // "j'ai lu": the end of what stands before may belong to the phrase and turn it all the same.
  return (
    TURNS_ROUND.some((word) => before.includes(` ${word} `)) ||
    / n (?:ai|a|as|avons|avez|ont|aurai|est|y|en)(?: |$)/.test(`${before}${phrase}`) ||
    /(?<![\p{L}])(?:not|ne|pas|rien|не)(?![\p{L}])/u.test(phrase) ||
    RESERVES.test(after) ||
    after.trimStart().startsWith('?') ||
    /\?$/.test(line)
  );
}
