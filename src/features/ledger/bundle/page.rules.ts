import { escapeHtml } from '../../../shared/text.ts';
import { definitions, htmlPage, list, type PageVoice } from './page-frame.rules.ts';

/** One proof as a page tells it; everything is plain text as it is kept. Empty text and null = not known or not of that kind. */
export interface PageEntry {
  readonly seq: number;
  readonly rung: string;
  readonly noteKind: string | null;
  readonly author: string;
  readonly note: string;
  readonly adopted: boolean;
  readonly clockWentBack: boolean;
  readonly versionKind: string;
  readonly versionNumber: number;
  readonly effectiveOn: string;
  readonly publishedAt: number;
  readonly hostName: string;
  readonly happenedAt: number;
  readonly recordedAt: number;
  readonly to: string;
  readonly from: string;
  readonly repliedFrom: string;
  readonly domains: readonly string[];
  readonly language: string | null;
  readonly subject: string;
  readonly messageId: string;
  readonly serverReply: string;
  readonly versionSha256: string;
  readonly contentSha256: string;
  readonly attachment: string;
  readonly revoked: { readonly at: number; readonly author: string; readonly reason: string } | null;
  /** It rests on a message that came back afterwards. */
  readonly returned: boolean;
  readonly files: readonly { readonly word: string; readonly name: string }[];
}

/** What the overview says of a client. */
export interface ClientLine {
  readonly name: string;
  /** Those his proofs name: they tell clients of one name apart. */
  readonly domains: readonly string[];
  /** Where his page stands; null when his entries are on the overview itself. */
  readonly page: string | null;
  readonly pieces: number;
  readonly newest: number;
  /** The strongest proof that stands; null when none does. */
  readonly best: string | null;
}

export interface Overview {
  readonly title: { readonly of: 'client' | 'host' | 'everything'; readonly name: string };
  /** The company that made the bundle; empty when it gave no name. */
  readonly maker: string;
  /** When the first and the last of what is shown happened. */
  readonly period: { readonly from: number; readonly to: number };
  readonly head: { readonly seq: number; readonly at: number; readonly hash: string };
  readonly counted: number;
  readonly weaker: number;
  readonly fingerprint: string | null;
  readonly stampedAt: number | null;
  readonly limits: readonly string[];
  readonly clients: readonly ClientLine[];
  /** Given when there is one client only. */
  readonly entries: readonly PageEntry[];
}

/** Rungs nobody outside has seen anything of. */
const WEAK: readonly string[] = ['practised', 'prepared'];

/** Whether a proof stands: neither taken back nor resting on a message that came back. */
export function stands({ revoked, returned }: Pick<PageEntry, 'revoked' | 'returned'>): boolean {
  return revoked === null && !returned;
}

export function isWeak(entry: Pick<PageEntry, 'rung' | 'revoked' | 'returned'>): boolean {
  return WEAK.includes(entry.rung) || !stands(entry);
}

/** The readable front page of a bundle. */
export function overviewPage(overview: Overview, voice: PageVoice): string {
  const { t } = voice;
  const title = t(`title.${overview.title.of}`, { client: overview.title.name, host: overview.title.name });
  const { maker, period } = overview;
  const body = [
    maker === '' ? '' : `<p>${t('madeBy', { name: maker })}</p>`,
    `<p>${t('period', { from: '\u0001', to: '\u0002' }).replace('\u0001', voice.moment(period.from).at).replace('\u0002', voice.moment(period.to).at)}</p>`,
    `<p>${t('asOf', { seq: overview.head.seq, ...voice.moment(overview.head.at) })}</p>`,
    `<p>${overview.counted === 0 ? t('countedNone') : t('counted', { count: overview.counted })}</p>`,
    overview.weaker === 0 ? '' : `<p>${t('weaker', { count: overview.weaker })}</p>`,
    `<h2>${t('proves.heading')}</h2>\n<p>${t('proves.text')}</p>`,
    `<h2>${t('limits.heading')}</h2>\n${list([...overview.limits.map((limit) => t(`limit.${limit}`)), practised(voice)])}`,
    `<h2>${t('check.heading')}</h2>\n${list(['page', 'script', 'sums', ...(overview.fingerprint === null ? [] : ['signature'])].map((way) => t(`check.${way}`)))}`,
    `<p><a href="verify.html">verify.html</a> · <a href="SHA256SUMS">SHA256SUMS</a> · <a href="ledger.txt">ledger.txt</a></p>`,
    `<h2>${t('facts.heading')}</h2>\n${facts(overview, voice)}`,
    overview.clients.length === 0 ? '' : clientTable(overview.clients, voice),
    ...overview.entries.map((entry) => section(entry, voice, '')),
  ];
  return htmlPage(voice, title, body.filter((part) => part !== '').join('\n'));
}

/** The page of one client in a bundle of many. */
export function clientPage(name: string, entries: readonly PageEntry[], voice: PageVoice): string {
  const back = `<p><a href="../index.html">${voice.t('clients.back')}</a></p>`;
  return htmlPage(voice, voice.t('title.client', { client: name }), [back, ...entries.map((entry) => section(entry, voice, '../'))].join('\n'));
}

/** The rungs are put in as they are: the sentence is escaped as a whole. */
function practised({ t, rung }: PageVoice): string {
  return t('limits.practised', { practised: '\u0001', prepared: '\u0002', noted: '\u0003' })
    .replace('\u0001', rung('practised'))
    .replace('\u0002', rung('prepared'))
    .replace('\u0003', rung('noted'));
}

function facts({ head, fingerprint, stampedAt }: Overview, { t, moment }: PageVoice): string {
  return definitions([
    [t('facts.rows'), String(head.seq)],
    [t('facts.head'), `<code>${head.hash}</code>`],
    [t('facts.fingerprint'), fingerprint === null ? '' : `<code>${fingerprint}</code>`],
    [t('facts.stamped'), stampedAt === null ? '' : t('facts.stampedAt', moment(stampedAt))],
  ]);
}

function clientTable(clients: readonly ClientLine[], { t, rung, moment }: PageVoice): string {
  const seen = new Set<string>();
  const repeated = new Set(clients.filter(({ name }) => seen.size === seen.add(name).size).map(({ name }) => name));
  const rows = clients.map(({ name, domains, page, pieces, newest, best }) => {
    const named = page === null ? escapeHtml(name) : `<a href="${page}">${escapeHtml(name)}</a>`;
    const apart = repeated.has(name) && domains.length > 0 ? `<br>${escapeHtml(domains.join(', '))}` : '';
    return `<tr><td>${named}${apart}</td><td class="n">${pieces}</td><td>${moment(newest).at}</td><td>${best === null ? '—' : rung(best)}</td></tr>`;
  });
  const heads = `<th scope="col">${t('clients.client')}</th><th scope="col" class="n">${t('clients.pieces')}</th><th scope="col">${t('clients.newest')}</th><th scope="col">${t('clients.best')}</th>`;
  return `<h2>${t('clients.heading')}</h2>\n<table><thead><tr>${heads}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function section(entry: PageEntry, voice: PageVoice, up: string): string {
  const { t } = voice;
  const kind = t(`kind.${entry.versionKind === 'notice' || entry.versionKind === 'reminder' ? entry.versionKind : 'other'}`);
  const heading = t('field.heading', { kind: '\u0001', version: entry.versionNumber, host: entry.hostName }).replace('\u0001', kind);
  return `<section>\n<h2>${heading}</h2>\n${definitions([...degreeRows(entry, voice), ...sendingRows(entry, voice), ...versionRows(entry, voice, up)])}\n</section>`;
}

type Rows = [string, string][];

function degreeRows(entry: PageEntry, { t, rung, moment }: PageVoice): Rows {
  const both = (at: number): string => `${moment(at).at} (${moment(at).utc})`;
  const weak = WEAK.includes(entry.rung) ? ` <span class="weak">${t('noProof')}</span>` : '';
  const remarks = [...(entry.clockWentBack ? [t('clockWentBack')] : []), ...(entry.adopted ? [t('adopted')] : [])];
  const { revoked } = entry;
  const author = revoked === null || revoked.author === '' ? '\u0001' : revoked.author;
  const gone =
    revoked === null
      ? ''
      : ` <span class="gone">${t('revoked', { at: '\u0002', author, reason: revoked.reason }).replace('\u0001', t('nobody')).replace('\u0002', moment(revoked.at).at)}</span>`;
  const returned = entry.returned ? ` <span class="gone">${t('returned')}</span>` : '';
  return [
    [t('field.rung'), `${rung(entry.rung)}${weak}${returned}${gone}`],
    [t('field.noteKind'), entry.noteKind === null ? '' : t(`noteKind.${entry.noteKind}`)],
    [t('field.author'), escapeHtml(entry.author)],
    [t('field.note'), escapeHtml(entry.note)],
    [t('field.when'), both(entry.happenedAt)],
    [t('field.recorded'), [both(entry.recordedAt), ...remarks].join('<br>')],
    [t('field.row'), String(entry.seq)],
  ];
}

function sendingRows(entry: PageEntry, { t, languageName }: PageVoice): Rows {
  const code = (value: string): string => (value === '' ? '' : `<code>${escapeHtml(value)}</code>`);
  return [
    [t('field.to'), escapeHtml(entry.to)],
    [t('field.from'), escapeHtml(entry.from)],
    [t('field.repliedFrom'), escapeHtml(entry.repliedFrom)],
    [t('field.domains'), escapeHtml(entry.domains.join(', '))],
    [t('field.language'), entry.language === null ? '' : languageName(entry.language)],
    [t('field.subject'), escapeHtml(entry.subject)],
    [t('field.messageId'), code(entry.messageId)],
    [t('field.reply'), code(entry.serverReply)],
    [t('field.attachment'), escapeHtml(entry.attachment)],
  ];
}

function versionRows(entry: PageEntry, { t, moment, day }: PageVoice, up: string): Rows {
  const published = moment(entry.publishedAt).at;
  const files = entry.files.map(({ word, name }) => `<a href="${up}${name}">${name}</a>: ${t(`file.${word}`)}`);
  return [
    [
      t('field.version'),
      t('field.versionText', { number: entry.versionNumber, date: '\u0001', published: '\u0002' })
        .replace('\u0001', day(entry.effectiveOn))
        .replace('\u0002', published),
    ],
    [t('field.versionHash'), `<code>${escapeHtml(entry.versionSha256)}</code>`],
    [t('field.contentHash'), entry.contentSha256 === '' ? '' : `<code>${escapeHtml(entry.contentSha256)}</code>`],
    [t('field.files'), list(files)],
  ];
}
