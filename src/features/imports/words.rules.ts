import type { z } from 'zod';
import type { AccountStatus } from '../../contract/clients.ts';
import type { ImportField } from '../../contract/imports.ts';
import { type Language, languageOf } from '../../shared/language.ts';
import { fold } from '../../shared/text.ts';

/**
 * Words that head columns in lists people really have: our own exports, accounting programs, WHM, WHMCS, DirectAdmin, Plesk, ISPmanager, in
 * English, French and Russian. Case, accents and punctuation do not matter. This is what is read, not what is shown.
 */
const HEADERS: Readonly<Record<ImportField, string>> = {
  number:
    'number|client id|customer id|client number|client no|customer number|customer no|account number|id|user id|userid|client ref|no|n|n client|no client|numero client|numero de client|numero|ref client|reference client|code client|identifiant client|id client|номер клиента|no клиента|код клиента|id клиента|ид клиента|номер',
  company:
    'company|company name|companyname|organization|organisation|organization name|business name|business|societe|entreprise|raison sociale|nom de societe|nom de la societe|nom de l entreprise|компания|организация|название компании|название организации|наименование|наименование организации|юр лицо',
  lastName: 'last name|lastname|surname|family name|nom|nom de famille|фамилия',
  firstName: 'first name|firstname|given name|forename|prenom|имя',
  fullName:
    'name|full name|fullname|client|client name|customer|customer name|contact|contact name|real name|nom complet|nom du client|nom client|nom et prenom|nom prenom|prenom nom|nom du contact|titulaire|фио|клиент|имя клиента|контакт|контактное лицо|имя и фамилия|фамилия и имя|полное имя|владелец',
  email:
    'email|e mail|email address|e mail address|mail|mail address|contact email|contact e mail|client email|customer email|primary email|main email|admin email|courriel|adresse email|adresse e mail|adresse mail|adresse courriel|adresse de courriel|mel|courriel principal|эл почта|электронная почта|почта|емейл|имейл|адрес эл почты|адрес электронной почты|эл адрес|электронный адрес|адрес почты|email адрес|e mail адрес|email клиента|e mail клиента',
  technicalEmail:
    'technical email|technical e mail|tech email|technical contact|technical contact email|webmaster|webmaster email|courriel technique|email technique|e mail technique|contact technique|технический email|технический контакт|техническая почта|эл почта технического контакта|почта вебмастера',
  billingEmail:
    'billing email|billing e mail|invoice email|billing contact|billing contact email|accounting email|courriel de facturation|email de facturation|e mail de facturation|courriel facturation|email facturation|contact facturation|почта для счетов|эл почта для счетов|email для счетов|бухгалтерия|почта бухгалтерии',
  otherEmail:
    'other email|other emails|other e mail|other addresses|secondary email|additional email|additional emails|alternate email|cc|autre courriel|autres courriels|autre email|autres emails|autres adresses|courriel secondaire|другие адреса|другой адрес|другая почта|доп почта|дополнительная почта|дополнительный email|дополнительные адреса',
  phone:
    'phone|phone number|phonenumber|telephone|tel|mobile|mobile phone|telephone mobile|portable|numero de telephone|телефон|тел|мобильный телефон|мобильный|номер телефона',
  language: 'language|lang|locale|langue|язык|язык клиента',
  domain:
    'domain|domain name|domainname|main domain|primary domain|website|site|web site|url|hostname|subscription|domaine|nom de domaine|domaine principal|site web|site internet|домен|доменное имя|основной домен|сайт|имя домена',
  otherDomains:
    'other domains|addon domains|additional domains|aliases|alias|domain aliases|domain pointers|parked domains|autres domaines|domaines supplementaires|domaines additionnels|domaines secondaires|другие домены|дополнительные домены|доп домены|псевдонимы',
  login:
    'login|username|user|user name|account|account name|cpanel user|cpanel username|system user|ftp login|panel login|panel user|identifiant|identifiant du compte|utilisateur|nom d utilisateur|compte|логин|пользователь|имя пользователя|учетная запись|аккаунт',
  plan: 'plan|package|package name|pack|product|product service|product name|service|hosting plan|hosting package|service plan|offre|formule|forfait|produit|тариф|тарифный план|пакет|продукт|услуга|шаблон',
  orderedOn:
    'order date|ordered on|date ordered|ordered|signup date|sign up date|start date|startdate|setup date|registration date|reg date|regdate|date created|datecreated|created|created on|creation date|create date|date de commande|commande le|date d inscription|date de creation|date de debut|date de souscription|дата заказа|заказан|дата регистрации|дата создания|дата подключения|дата открытия|создан',
  status: 'status|state|account status|domain status|statut|etat|статус|состояние',
  pack: 'reseller pack|reseller package|pack de revente|pack revendeur|compte revendeur|реселлерский пакет|пакет реселлера|реселлерский аккаунт',
  note: 'note|notes|comment|comments|remark|remarks|admin notes|remarque|remarques|commentaire|commentaires|примечание|примечания|заметка|заметки|комментарий|комментарии',
};

/** A header reduced to its words. */
export function headerKey(header: string): string {
  return fold(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const FIELD_OF = new Map(Object.entries(HEADERS).flatMap(([field, words]) => words.split('|').map((word) => [headerKey(word), field])));

/** The field a header names, or null. */
export function fieldOfHeader(header: string): ImportField | null {
  const found = FIELD_OF.get(headerKey(header)) ?? FIELD_OF.get(headerKey(header.toLowerCase()));
  return found !== undefined && isField(found) ? found : null;
}

function isField(value: string): value is ImportField {
  return value in HEADERS;
}

function lookup<V extends string>(table: Readonly<Record<V, string>>): ReadonlyMap<string, V> {
  const pairs = new Map<string, V>();
  for (const value in table) for (const word of table[value].split('|')) pairs.set(fold(word), value);
  return pairs;
}

const LANGUAGE_OF = lookup<Language>({
  fr: 'fr|fra|fre|french|francais|française|francophone|французский|франц|фр',
  en: 'en|eng|english|anglais|anglaise|английский|англ',
  ru: 'ru|rus|russian|russe|russian federation|русский|рус|росс',
});

/** The language a cell names by code ("fr", "ru-RU") or word in any of the three languages, or null. */
export function parseLanguage(value: string): Language | null {
  const word = fold(value);
  if (word === '') return null;
  const named = LANGUAGE_OF.get(word);
  if (named !== undefined) return named;
  return /^[a-z]{2}[-_][a-z]{2,4}$/.test(word) && LANGUAGE_OF.has(word.slice(0, 2)) ? languageOf(word, 'en') : null;
}

type Status = z.infer<typeof AccountStatus>;

const STATUS_OF = lookup<Status>({
  active: 'active|actif|active|enabled|ok|1|yes|oui|да|активен|активный|активна|активно|работает|включен',
  suspended: 'suspended|suspendu|suspendue|blocked|bloque|disabled|приостановлен|приостановлена|заблокирован|отключен|остановлен',
  closed:
    'closed|terminated|cancelled|canceled|deleted|inactive|expired|resilie|ferme|supprime|annule|inactif|expire|закрыт|удален|расторгнут|отменен|неактивен|истек',
  unknown: 'unknown|pending|fraud|inconnu|en attente|неизвестно|неизвестен|ожидает',
});

/** The account status a cell names, or null when the cell is empty or says something else. */
export function parseStatus(value: string): Status | null {
  return STATUS_OF.get(fold(value)) ?? null;
}
