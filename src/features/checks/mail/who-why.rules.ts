import { fold } from '../../../shared/text.ts';

/** What was read in the lines of a mail; `unsure` = words that may mean it, or may not. */
export interface Reading<Kind extends string> {
  readonly kind: Kind | 'unsure' | 'none';
  /** Where it stands; empty where nothing was found. */
  readonly line: string;
}

const any = (flags: string, ...parts: readonly string[]): RegExp => new RegExp(parts.join('|'), flags);
/** No question follows: "Are you a customer? Then…" says nothing of whoever reads it. */
const SAID = '(?![^.!]{0,80}\\?)';

/** Words with which a mail says why it is sent, on folded text: what the person did or is, never what he would gain by reading on. */
const REASON = any(
  '',
  'vous (recevez|avez recu|recevrez) (ce|cet|cette|ces|nos|notre|le present|la presente)( \\S+)? ?(message|e-?mail|mail|courriel|courrier|lettre|newsletter|infolettre|bulletin|actualite|nouvelle|information|offre|annonce)',
  '(vous est|vous a ete) (envoye|adresse)|vous est destine',
  `(?<!si )vous etes (deja )?(inscrit|abonne|client|membre|adherent)(e|s|es)?\\b${SAID}`,
  `(?<!si )vous (nous )?(avez|vous etes)( \\S+)? (demande|inscrit|souscri|command|abonne|laisse|communique|donne votre|donne votre accord|accept)\\S*${SAID}`,
  '(parce que|car|puisque) votre (adresse|e-?mail|courriel|compte|nom|societe|entreprise) (est|figure|a ete|se trouve)',
  'en tant que (client|abonne|membre|adherent|fournisseur|partenaire)',
  'suite a votre (inscription|commande|demande|achat|visite|adhesion|abonnement|participation|accord|consentement)|(envoye|adresse)\\S* (aux|a nos) (clients|abonnes|membres|adherents)',
  'you(.re| are| have)? (receiv|receiving|received|receive|got|getting) (this|these|our)( \\S+)? ?(e-?mail|mail|message|letter|newsletter|news|update|mailing|notice|announcement)',
  `because you( are| were|.re| have|.ve|r)?( \\S+){0,2} (subscri|sign|regist|opted|asked|order|bought|purchas|gave|agreed|request|joined|visited|customer|client|member|subscriber|partner|supplier)`,
  'because your (address|e-?mail|name|account|company) (is|was|has)',
  '(was|is|been) sent to \\S+ (because|as)|as (a|an|our|one of our) (valued )?(customer|client|subscriber|member|supplier|partner)',
  `(?<!if )(?<!have )you (have )?(signed up|subscribed|registered|opted in|asked (us|for))${SAID}`,
  'sent (only )?to (our )?(customers|clients|subscribers|members)|you are (on (our|the|this) (\\S+ )?list|a member of|subscribed)',
  'вы получ(или|аете) (это|эту|данн\\S+|настоящ\\S+|наш\\S*) (письм|сообщ|рассыл|уведом|новост)',
  '(потому что|так как|поскольку|т\\. ?к\\.) (вы )?(\\S+ ){0,2}(подписа|зарегистр|остав|являетесь|дали|соглас|заказ|куп|наш\\S* клиент|просили)',
  '(потому что|так как|поскольку|т\\. ?к\\.) ваш\\S* (адрес|e-?mail|электронн|почт)',
  `(?<!если )вы (подписа|зарегистр|оставили|являетесь|дали соглас)\\S*${SAID}`,
  '(письмо|сообщение|рассылка) (отправлен|направлен|предназначен|адресован)\\S* (вам|клиент|подписчик)|как (наш )?(клиент|подписчик|участник)|подписчик(ам|и) наш',
);
/** What such a sentence often begins with, and others as well. */
const PERHAPS_REASON =
  /vous (recevez|avez recu|recevrez)|parce que|\bcar (vous|votre)|puisque|vous etes (deja )?(inscrit|abonne|client|membre|adherent)|suite a |you(.re| are| have)? (receiv|received|got|getting)|because|you are on|you (have )?(signed|subscribed|registered|opted|asked)|вы получ|потому что|так как|поскольку|т\. ?к\.|вы (подписа|зарегистр|являетесь)/;

/** What stands between the words of a name, on text without accents. */
const SMALL = "(?:(?:de|du|des|la|le|les|d['’]|l['’]|sur|sous|en|et|aux?|lez|saint|sainte) ?|[-'’ ])";
const PLACE = `\\p{Lu}[\\p{L}'’-]+(?:${SMALL}*\\p{Lu}[\\p{L}'’-]+){0,5}`;
/** Ends a part of a line. */
const END = '(?= ?\\d{0,2} ?(?:$|[,;·•|.()–—-]))';
/** Begins one. */
const START = '(?:^|[,;:·•|)(–—-]) ?';
const STREETS_EN =
  '(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Square|Sq|Place|Pl|Parkway|Pkwy|Highway|Hwy|Suite|Ste|STREET|ROAD|AVENUE)\\b';
const STREETS_RU = '(?:ул\\.?|улица|пр-?т\\.?|пр\\.|просп\\.|проспект|пер\\.|переулок|шоссе|наб\\.|набережная|пл\\.|площадь|б-р|бул\\.|бульвар)';

/** What a postal address is made of, on text without accents but with its capitals: a number and a street with a name, a code and a place that end a part of a line. */
const ADDRESS = any(
  'u',
  '\\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:[Rr]ue|RUE|[Aa]venue|AVENUE|[Aa]v\\.|[Bb]d|BD|[Bb]ld|[Bb]oulevard|BOULEVARD|[Cc]hemin|CHEMIN|[Ii]mpasse|[Aa]llee|[Qq]uai)\\b',
  "\\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:[Pp]lace|PLACE|[Cc]h\\.|[Rr]oute|ROUTE|[Rr]te|[Cc]ours|[Ss]quare|[Pp]assage|[Ll]otissement|[Zz]one) (?:(?:de|du|des|la|le|les) |[dl]['’])*\\p{Lu}",
  `\\b(?:ZI|ZA|ZAC) (?:(?:de|du|des|la|le|les) |[dl]['’])*[\\p{Lu}\\d]`,
  `${START}(?:[Ll]ot|[Ii]mmeuble|[Rr]esidence) (?:(?:de|du|des|la|le|les) |[dl]['’])*\\p{Lu}`,
  `[\\p{L}\\d)] ?[,·•|–—-] ?(?:[A-Z]{1,2}-)?\\d{5} (?!(?:Points?|Euros?|Dollars?|Clients?|Customers?|Offres?|Offers?|Produits?|Products?|Articles?|Items?|Users?|Subscribers?|Views?|Km|POINTS?|EUROS?)\\b)${PLACE}${END}`,
  `\\d{1,5}(?: (?!(?:In|For|The|Of|To|One|A|Your|Our|And|Best|New|Free|Only)\\b)(?:\\p{Lu}[\\p{L}'’.]*|\\d{1,3}(?:st|nd|rd|th))){1,4} ${STREETS_EN}`,
  '\\b[Pp]\\.? ?[Oo]\\.? ?(?:[Bb]ox|BOX) \\d|\\b(?:BP|B\\.P\\.|CS|Bp) ?\\d',
  ', ?[A-Z]{2} \\d{5}(?:-\\d{4})?\\b|\\b[A-Z]\\d[A-Z] ?\\d[A-Z]\\d\\b|\\b[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}\\b',
  `(?:^|[\\s,])(?:[Уу]л\\.|[Уу]лица|[Пп]р-?т|[Пп]росп\\.|[Пп]роспект|[Пп]ер\\.|[Пп]ереулок|[Шш]оссе|[Нн]аб\\.|[Нн]абережная|[Пп]л\\.|[Пп]лощадь|[Бб]ул\\.|[Бб]ульвар) ?(?:им\\. ?)?(?:[А-Я«]|\\d+-)`,
  `[А-Я][а-я-]+ ${STREETS_RU},? ?(?:д\\.|дом)? ?\\d`,
  `(?:^|[,;·•|(–—-]|[Аа]дрес:?) ?\\d{6},? ?(?:г\\. ?|город )?[А-Я][а-я-]+`,
);
/** Numbers under which a company is registered, and its legal form, on folded text. */
const COMPANY = any(
  '',
  '\\b(siret|siren|rcs|r\\.c\\.s|sarl|eurl|sas|ltd|llc|gmbh)\\b|s\\.a\\.(?![\\p{L}])|company (no|number|reg)|registered (office|number|no\\b|in (england|scotland|wales|northern ireland|ireland|the (uk|us)|delaware|france|canada|australia))',
  '\\b(tva|vat|ein|ice|rc)\\b[^.!?]{0,40}\\d[\\d -]{5,}|\\b(tva|vat)\\b.{0,20}\\b[a-z]{2} ?\\d{2}',
  '(^|\\s)(инн|огрн|огрнип|кпп|ооо|ип|оао|ао) ',
);
const PERHAPS_COMPANY = /\b(tva|vat|ein|ice|rc n|registered)\b/;

/** Capitals stay, accents go: a place is told by its capital. */
function bare(line: string): string {
  return line.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim();
}

/** The line that says why the mail is sent. */
export function reasonIn(lines: readonly string[]): Reading<'reason'> {
  const reason = lines.find((line) => REASON.test(fold(line)));
  if (reason !== undefined) return { kind: 'reason', line: reason };
  const perhaps = lines.find((line) => PERHAPS_REASON.test(fold(line)));
  return perhaps === undefined ? { kind: 'none', line: '' } : { kind: 'unsure', line: perhaps };
}

/** What tells a reader who the sender is: a postal address, or numbers of a company. Without a number that is no year and no word of a company there is none, for certain. */
export function identityIn(lines: readonly string[]): Reading<'address' | 'company'> {
  const address = lines.find((line) => ADDRESS.test(bare(line)));
  if (address !== undefined) return { kind: 'address', line: address };
  const folded = lines.map((line) => fold(line));
  const company = folded.findIndex((line) => COMPANY.test(line));
  if (company >= 0) return { kind: 'company', line: lines[company] ?? '' };
  const perhaps = folded.some((line) => PERHAPS_COMPANY.test(line) || (line.match(/\d{2,}/g) ?? []).some((number) => !/^(19|20)\d\d$/.test(number)));
  return { kind: perhaps ? 'unsure' : 'none', line: '' };
}
