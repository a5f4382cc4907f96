import { organisationOf } from '../../../shared/organisation.ts';

/** Mail for everybody: whoever has an address there owns the address, never the domain. Looked through on 22 November 2026. */
const FREE = new Set(
  [
    'gmail.com googlemail.com ymail.com rocketmail.com myyahoo.com msn.com icloud.com me.com mac.com mail.com email.com zoho.com proton.me protonmail.com pm.me',
    'tutanota.com tuta.io tuta.com fastmail.com hushmail.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr cegetel.net club-internet.fr laposte.net bbox.fr',
    'numericable.fr alice.fr aliceadsl.fr nordnet.fr voila.fr caramail.com skynet.be proximus.be telenet.be videotron.ca sympatico.ca bluewin.ch hispeed.ch',
    'menara.ma topnet.tn planet.tn mail.ru bk.ru list.ru inbox.ru internet.ru xmail.ru ya.ru narod.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru',
    'tut.by ukr.net i.ua meta.ua web.de freenet.de t-online.de libero.it virgilio.it tiscali.it terra.es uol.com.br bol.com.br seznam.cz wp.pl o2.pl onet.pl',
    'comcast.net verizon.net att.net btinternet.com sky.com virginmedia.com qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net rediffmail.com',
  ].flatMap((line) => line.split(' ')),
);
/** Providers with a domain in many countries. */
const FREE_FAMILIES = /^(yahoo|hotmail|outlook|live|aol|gmx|yandex)\.([a-z]{2,3}|co\.[a-z]{2}|com\.[a-z]{2})$/;

/** Services whose links hide where they lead. Looked through on 22 November 2026. */
const SHORTENERS = new Set(
  [
    'bit.ly bitly.com tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly shorturl.at tiny.cc lnkd.in rb.gy bl.ink t.ly s.id adf.ly soo.gd',
    'dlvr.it trib.al fb.me x.gd da.gd shorturl.com short.io shrtco.de qr.ae tr.im clck.ru u.to goo.su vk.cc qps.ru urlz.fr huit.re lstu.fr url.fr p.st',
    'minu.me snip.ly po.st j.mp ift.tt mcaf.ee wp.me surl.li 0rz.tw tiny.pl urls.fr',
  ].flatMap((line) => line.split(' ')),
);

/** True for a domain of a provider of mailboxes, which no host may send for. */
export function isFreeMail(domain: string): boolean {
  const organisation = organisationOf(domain);
  return FREE.has(domain) || FREE.has(organisation) || FREE_FAMILIES.test(organisation);
}

/** True for the host of a link that says nothing of where it leads. */
export function isShortener(host: string): boolean {
  return SHORTENERS.has(host.replace(/^www\./, ''));
}

/** Relaxed alignment: both belong to one organisation. */
export function isAligned(one: string, other: string): boolean {
  return organisationOf(one) === organisationOf(other);
}
