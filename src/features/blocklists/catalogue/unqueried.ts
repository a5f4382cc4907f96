import type { Removal } from '../../../contract/blocklists.ts';
import { type CatalogueList, PLAIN, removal } from './list.rules.ts';

/** Without a zone that the public may ask: their web page tells, or the text of a bounce. */
function page(id: string, name: string, left: Removal): CatalogueList {
  return { ...PLAIN, id, name, zone: '', subjects: ['ip4'], terms: 'none', weight: 'high', standard: false, codes: [], removal: left, source: left.link };
}

/** Lists and receivers that answer on a page or in a bounce only, and lists that are no more. */
export const UNQUERIED: readonly CatalogueList[] = [
  page(
    'trendmicro',
    'Trend Micro ERS',
    removal('holder', 'trendmicro', { link: 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup', hours: [24, 168], unconfirmed: ['delay'] }),
  ),
  page(
    'cloudmark',
    'Cloudmark CSI',
    removal('sender', 'cloudmark', { link: 'https://csi.cloudmark.com/reset-request/', hours: [1, 72], unconfirmed: ['steps', 'delay'] }),
  ),
  page('microsoft', 'Microsoft (Outlook.com)', removal('holder', 'microsoft', { hours: [24, 72] })),
  page('microsoft-365', 'Microsoft 365', removal('holder', 'microsoft365', { link: 'https://sender.office.com/', hours: [24, 48] })),
  page('yahoo', 'Yahoo', removal('holder', 'yahoo', { hours: [24, 168], unconfirmed: ['delay'] })),
  page('orange', 'Orange', removal('holder', 'orange', { link: 'https://postmaster.orange.fr/' })),
  page('free', 'Free', removal('nobody', 'free', { link: 'https://postmaster.free.fr/', hours: [24, 24] })),
  page('laposte', 'laposte.net', removal('holder', 'laposte')),
  page('yandex', 'Yandex', removal('sender', 'yandex', { hours: [24, 72], unconfirmed: ['steps'] })),
  page('mailru', 'Mail.ru', removal('sender', 'mailru', { hours: [24, 168], unconfirmed: ['delay'] })),
  { ...page('signal-spam', 'Signal Spam', removal('holder', 'signal_spam', { link: 'https://www.signal-spam.fr/' })), unconfirmed: ['terms'] },
  {
    ...page('sorbs', 'SORBS', removal('nobody', 'own_page')),
    subjects: ['ip4', 'domain'],
    weight: 'low',
    retiredOn: '2024-06-05',
    source: 'https://spamtacular.com/',
  },
];
