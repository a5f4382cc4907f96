import type { Language } from '../../../shared/language.ts';

/** Made-up clients. Every address and domain ends in `.example`, which no mail server can ever reach (RFC 2606). */
export interface Person {
  readonly number: string;
  readonly company: string;
  readonly language: Language;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly technicalEmail: string | null;
  readonly billingEmail: string | null;
  readonly domain: string;
  readonly otherDomains: readonly string[];
  readonly login: string;
  readonly plan: string;
}

/** A name as it is written and as it stands in an address. */
type Name = readonly [written: string, plain: string];

interface Stock {
  readonly share: number;
  readonly people: readonly (readonly [first: Name, lasts: readonly Name[]])[];
  readonly trades: readonly Name[];
  readonly houses: readonly Name[];
  readonly company: (trade: string, house: string) => string;
  readonly plans: readonly string[];
  readonly phone: string;
}

function names(list: string): Name[] {
  return list.split(', ').map((pair) => {
    const [written = '', plain = written.toLowerCase()] = pair.split('/');
    return [written, plain];
  });
}

function crossed(firsts: string, lasts: string): [Name, Name[]][] {
  return names(firsts).map((first) => [first, names(lasts)]);
}

const STOCKS: Readonly<Record<Language, Stock>> = {
  fr: {
    share: 0.4,
    people: crossed(
      'Claire, Julien, Sophie, Antoine, Nadia, Mathieu, Élodie/elodie, Karim, Hélène/helene, Thierry, Camille, Benoît/benoit, Yasmine, Olivier',
      'Lefèvre/lefevre, Moreau, Girard, Bonnet, Dupuis, Marchand, Benali, Roussel, Perrin, Faure, Chevalier, Aubry, Lemoine, Haddad',
    ),
    trades: names('Boulangerie, Garage, Librairie, Menuiserie, Pharmacie, Auberge, Fleurs, Cabinet, Studio, Atelier'),
    houses: names(
      'du Pont/du-pont, des Halles/des-halles, Saint-Michel, de la Gare/de-la-gare, des Lilas/des-lilas, du Marché/du-marche, Bellevue, du Port/du-port',
    ),
    company: (trade, house) => `${trade} ${house}`,
    plans: ['Perso', 'Pro', 'Boutique'],
    phone: '+33 1 99 00',
  },
  ru: {
    share: 0.35,
    people: [
      ...crossed(
        'Алексей/aleksey, Дмитрий/dmitriy, Сергей/sergey, Андрей/andrey, Михаил/mikhail, Павел/pavel, Роман/roman',
        'Соколов/sokolov, Лебедев/lebedev, Новиков/novikov, Морозов/morozov, Волков/volkov, Зайцев/zaytsev, Фёдоров/fedorov, Белов/belov',
      ),
      ...crossed(
        'Анна/anna, Елена/elena, Ольга/olga, Мария/mariya, Ирина/irina, Татьяна/tatyana',
        'Соколова/sokolova, Лебедева/lebedeva, Новикова/novikova, Морозова/morozova, Волкова/volkova, Зайцева/zaytseva, Фёдорова/fedorova, Белова/belova',
      ),
    ],
    trades: names(
      'Пекарня/pekarnya, Автосервис/avtoservis, Мастерская/masterskaya, Аптека/apteka, Студия/studiya, Кафе/kafe, Магазин/magazin, Клиника/klinika',
    ),
    houses: names('Рябина/ryabina, Север/sever, Заря/zarya, Маяк/mayak, Берёзка/berezka, Восток/vostok, Лесная/lesnaya, Парус/parus'),
    company: (trade, house) => `${trade} «${house}»`,
    plans: ['Старт', 'Бизнес', 'Магазин'],
    phone: '+7 900 000',
  },
  en: {
    share: 0.25,
    people: crossed(
      'Emily, James, Olivia, Daniel, Grace, Thomas, Hannah, Samuel, Alice, George',
      'Carter, Hughes, Bennett, Foster, Marsh, Whitfield, Palmer, Osborne, Doyle, Keane',
    ),
    trades: names('Joinery, Bakery, Bookshop, Dental, Garage, Florist, Brewery, Studio'),
    houses: names('Millbrook, Ashford, Harbour, Greenfield, Oakhill, Riverside, Station/station, Orchard'),
    company: (trade, house) => `${house} ${trade}`,
    plans: ['Starter', 'Business', 'Shop'],
    phone: '+44 20 7946 0',
  },
};

/** Numbers in 0…1, the same for the same seed: the made-up workspace is the same everywhere. */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** One of a list. */
export function pick<T>(list: readonly T[], random: () => number): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new Error('Nothing to pick from');
  return picked;
}

function languageAt(share: number): Language {
  if (share < STOCKS.fr.share) return 'fr';
  return share < STOCKS.fr.share + STOCKS.ru.share ? 'ru' : 'en';
}

/** `count` clients, no two with the same address, domain or login. */
export function people(count: number, random: () => number): Person[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => person(index, taken, random));
}

function person(index: number, taken: Set<string>, random: () => number): Person {
  const language = languageAt(random());
  const stock = STOCKS[language];
  const [[firstName, first], lasts] = pick(stock.people, random);
  const [lastName, last] = pick(lasts, random);
  const [trade, plainTrade] = pick(stock.trades, random);
  const [house, plainHouse] = pick(stock.houses, random);
  const ownsCompany = random() < 0.7;
  const name = free(ownsCompany ? `${plainTrade}-${plainHouse}` : `${first}-${last}`, taken);
  const domain = `${name}.example`;
  return {
    number: `C-${1001 + index}`,
    company: ownsCompany ? stock.company(trade, house) : '',
    language,
    firstName,
    lastName,
    email: ownsCompany ? `${first}.${last}@${domain}` : `${first}@${domain}`,
    phone: `${stock.phone} ${10 + (index % 90)} ${10 + ((index * 7) % 90)}`,
    technicalEmail: random() < 0.3 ? `it@${domain}` : null,
    billingEmail: random() < 0.15 ? `accounts@${domain}` : null,
    domain,
    otherDomains: random() < 0.2 ? [`${name}-shop.example`] : [],
    login: `u${(4100 + index).toString(36)}${plainTrade.slice(0, 4)}`,
    plan: pick(stock.plans, random),
  };
}

function free(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let copy = 2; taken.has(candidate); copy++) candidate = `${name}-${copy}`;
  taken.add(candidate);
  return candidate;
}
