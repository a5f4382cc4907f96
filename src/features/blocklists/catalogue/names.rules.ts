/** A list of the catalogue, or one part of it; part '' = the whole of it. */
export interface MeantList {
  readonly id: string;
  readonly part: string;
}

/** How a list is named in running text. */
export interface ListName {
  /** As it is written here. */
  readonly name: string;
  readonly pattern: RegExp;
  /** Empty = the catalogue does not have it. */
  readonly means: readonly MeantList[];
}

/** Block lists by the names they go by; the longer name stands first. Looked through on 22 November 2026. */
export const LIST_NAMES: readonly ListName[] = [
  {
    name: 'Trend Micro ERS',
    pattern: /\btrend\s?micro\b[^.\n]{0,40}?\b(?:ERS|email reputation(?: services?)?)\b|\btrend\s?micro\b|\bmail-abuse\.(?:com|org)\b/i,
    means: [{ id: 'trendmicro', part: '' }],
  },
  { name: 'Spamhaus SBL', pattern: /\bspamhaus[\s(-]{0,3}(?:the\s)?SBL\b|\bsbl\.spamhaus\.org\b/i, means: [{ id: 'spamhaus-zen', part: 'SBL' }] },
  { name: 'Spamhaus XBL', pattern: /\bspamhaus[\s(-]{0,3}XBL\b|\bxbl\.spamhaus\.org\b/i, means: [{ id: 'spamhaus-zen', part: 'XBL' }] },
  { name: 'Spamhaus CSS', pattern: /\bspamhaus[\s(-]{0,3}CSS\b/i, means: [{ id: 'spamhaus-zen', part: 'CSS' }] },
  { name: 'Spamhaus PBL', pattern: /\bspamhaus[\s(-]{0,3}PBL\b|\bpbl\.spamhaus\.org\b/i, means: [{ id: 'spamhaus-zen', part: 'PBL' }] },
  { name: 'Spamhaus DBL', pattern: /\bspamhaus[\s(-]{0,3}DBL\b|\bdbl\.spamhaus\.org\b|\bdbl\.spamhaus\.org\b/i, means: [{ id: 'spamhaus-dbl', part: '' }] },
  { name: 'Spamhaus ZEN', pattern: /\bspamhaus[\s(-]{0,3}ZEN\b|\bzen\.(?:dq\.)?spamhaus\.(?:org|net)\b/i, means: [{ id: 'spamhaus-zen', part: '' }] },
  {
    name: 'Spamhaus',
    pattern: /\bspamhaus\b/i,
    means: [
      { id: 'spamhaus-zen', part: '' },
      { id: 'spamhaus-dbl', part: '' },
    ],
  },
  { name: 'SpamCop', pattern: /\bspamcop\b/i, means: [{ id: 'spamcop', part: '' }] },
  { name: 'Barracuda BRBL', pattern: /\bbarracuda\b|\bBRBL\b/i, means: [{ id: 'barracuda', part: '' }] },
  { name: 'UCEPROTECT 1', pattern: /\buceprotect\S{0,3}[\s-]{0,2}(?:level\s|l)?1\b/i, means: [{ id: 'uceprotect-1', part: '' }] },
  { name: 'UCEPROTECT 2', pattern: /\buceprotect\S{0,3}[\s-]{0,2}(?:level\s|l)?2\b/i, means: [{ id: 'uceprotect-2', part: '' }] },
  { name: 'UCEPROTECT 3', pattern: /\buceprotect\S{0,3}[\s-]{0,2}(?:level\s|l)?3\b/i, means: [{ id: 'uceprotect-3', part: '' }] },
  {
    name: 'UCEPROTECT',
    pattern: /\buceprotect\b/i,
    means: [
      { id: 'uceprotect-1', part: '' },
      { id: 'uceprotect-2', part: '' },
      { id: 'uceprotect-3', part: '' },
    ],
  },
  { name: 'Abusix Mail Intelligence', pattern: /\babusix\b/i, means: [{ id: 'abusix', part: '' }] },
  { name: 'Validity (Sender Score)', pattern: /\bsender\s?score\b|\bvalidity\b/i, means: [{ id: 'validity', part: '' }] },
  { name: 'SURBL', pattern: /\bSURBL\b/i, means: [{ id: 'surbl', part: '' }] },
  { name: 'URIBL', pattern: /\bURIBL\b/i, means: [{ id: 'uribl', part: '' }] },
  { name: 'Mailspike', pattern: /\bmailspike\b/i, means: [{ id: 'mailspike', part: '' }] },
  { name: 'blocklist.de', pattern: /\bblocklist\.de\b/i, means: [{ id: 'blocklist-de', part: '' }] },
  { name: 'PSBL', pattern: /\bPSBL\b/i, means: [{ id: 'psbl', part: '' }] },
  { name: 'SORBS', pattern: /\bSORBS\b/i, means: [{ id: 'sorbs', part: '' }] },
  { name: 'SpamRATS', pattern: /\bspam\s?rats\b/i, means: [] },
  { name: 'Invaluement', pattern: /\binvaluement\b/i, means: [] },
  { name: 'Cisco Talos', pattern: /\btalos\b|\bsenderbase\b/i, means: [] },
  { name: 'Proofpoint', pattern: /\bproofpoint\b/i, means: [] },
  { name: 'Cloudmark', pattern: /\bcloudmark\b/i, means: [{ id: 'cloudmark', part: '' }] },
];

/** Names that mean a list only where the name of a list is asked for: elsewhere they are words like any other. */
const IN_A_FIELD: readonly ListName[] = [
  ...['SBL', 'XBL', 'CSS', 'PBL', 'DROP', 'BCL'].map((part) => ({ name: part, pattern: whole(part), means: [{ id: 'spamhaus-zen', part }] })),
  { name: 'DBL', pattern: whole('DBL'), means: [{ id: 'spamhaus-dbl', part: '' }] },
  { name: 'ZEN', pattern: whole('ZEN'), means: [{ id: 'spamhaus-zen', part: '' }] },
  { name: 'Microsoft 365', pattern: /\b(?:microsoft|office)\s?365\b/i, means: [{ id: 'microsoft-365', part: '' }] },
  { name: 'Microsoft', pattern: /\bmicrosoft\b|\boutlook(?:\.com)?\b|\bhotmail\b/i, means: [{ id: 'microsoft', part: '' }] },
  { name: 'laposte.net', pattern: /\bla\s?poste\b/i, means: [{ id: 'laposte', part: '' }] },
  { name: 'Spam Eating Monkey', pattern: /\bspam\s?eating\s?monkey\b/i, means: [{ id: 'spameatingmonkey', part: '' }] },
  { name: 'virusfree.cz', pattern: /\bvirusfree\b/i, means: [{ id: 'virusfree', part: '' }] },
  { name: 'Yandex', pattern: /(?<!\p{L})яндекс/iu, means: [{ id: 'yandex', part: '' }] },
];

/** A name with nothing of a word, or of a longer name, on either side. */
function whole(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}.-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`, 'iu');
}

/** What names may be looked for: lists of the catalogue, or of the reseller. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
}

/** The lists, or parts of lists, that somebody named who was asked for a list. Of two names on the same place the longer counts: "Spamhaus SBL" is not all of Spamhaus. */
export function listsNamed(text: string, lists: readonly Named[]): MeantList[] {
  const own = lists.flatMap(({ id, name, zone }) =>
    [id, name, zone].filter((word) => word !== '').map((word) => ({ pattern: whole(word), means: [{ id, part: '' }] })),
  );
  const found = [...LIST_NAMES, ...IN_A_FIELD, ...own].flatMap(({ pattern, means }) => {
    const at = pattern.exec(text);
    return at === null ? [] : [{ from: at.index, to: at.index + at[0].length, means }];
  });
  const counting = found.filter(({ from, to }) => !found.some((other) => other.from <= from && to <= other.to && other.to - other.from > to - from));
  const meant = new Map(counting.flatMap(({ means }) => means).map((one) => [`${one.id} ${one.part}`, one]));
  return [...meant.values()];
}
