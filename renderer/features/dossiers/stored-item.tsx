import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { useFormat } from '../../i18n/format.ts';
import { KeyValues } from '../../ui/display.tsx';
import { FileFacts } from './file-facts.tsx';
import type { PanelProps } from './panel-props.ts';
import { RecordsTable } from './records-table.tsx';

/** An item of an application that was handed in: as it was then, and not to be changed. */
export function StoredItem({ dossier, item }: PanelProps) {
  const { t } = useTranslation('dossiers');
  const facts = useFacts(dossier, item);
  return (
    <>
      {facts.length > 0 && <KeyValues items={facts.map(({ label, value }) => ({ key: label, label, value }))} />}
      {item.id === 'consent_wording' && <p className="dossier-letter dossier-letter-text">{dossier.fields.consentWording}</p>}
      {item.file !== null && <FileFacts dossierId={dossier.id} file={item.file} />}
      {item.id === 'technical' && <RecordsTable dossier={dossier} />}
      <p className="soft small">{t('page.locked')}</p>
    </>
  );
}

interface Fact {
  readonly label: string;
  readonly value: string;
}

const TICKS_OF = {
  no_login: ['no_login'],
  declarations: ['verified', 'automatic', 'none_unasked', 'record', 'writer', 'reason', 'bounces'],
  guidelines: ['google', 'yandex', 'mailru'],
} as const;

function useFacts({ fields, ticks }: Dossier, { id }: PanelProps['item']): Fact[] {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const { number, date, list } = useFormat();
  switch (id) {
    case 'sender':
      return [
        { label: t('sender.account'), value: fields.account },
        { label: t('sender.ip'), value: fields.ipAddress },
        { label: t('sender.address'), value: fields.sendingAddress },
      ];
    case 'mailing_kinds':
      return [{ label: t('kinds.label'), value: list(fields.kinds.map((kind) => t(`dossier:mailing.${kind}`))) }];
    case 'volume':
      return [
        { label: t('volume.perDay'), value: fields.perDay === null ? '' : number(fields.perDay) },
        { label: t('volume.peak'), value: fields.peak === null ? '' : number(fields.peak) },
      ];
    case 'unsubscribe_page':
      return [{ label: t('unsubscribe.url'), value: fields.unsubscribeUrl }];
    case 'contact':
      return [{ label: t('contact.label'), value: fields.contactHours }];
    case 'no_login':
    case 'declarations':
    case 'guidelines':
      return TICKS_OF[id].flatMap((tick) => {
        const said = ticks[tick];
        return said === undefined ? [] : [{ label: t(`dossier:tick.${tick}`), value: `${said.author}, ${date(said.on)}` }];
      });
    default:
      return [];
  }
}
