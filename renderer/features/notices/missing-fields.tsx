import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { MergeField } from '../../../src/contract/merge-fields.ts';
import { useFormat } from '../../i18n/format.ts';

type Place = 'client' | 'settings' | 'host';

/** Where the values of a notice and of its reminder come from. */
const MENDED_AT = {
  client_name: 'client',
  contact_name: 'client',
  domains: 'client',
  plan: 'client',
  ordered_on: 'client',
  host_name: 'host',
  pack_name: 'host',
  terms_url: 'host',
  version_number: 'host',
  effective_on: 'host',
  issued_on: 'host',
  text_hash: 'host',
  reseller_name: 'settings',
  support_address: 'settings',
  reply_token: 'host',
  traffic_summary: 'host',
  changed_since: 'host',
  told_on: 'client',
  told_version: 'client',
} satisfies Partial<Record<MergeField, Place>>;

function isOfNotice(field: MergeField): field is keyof typeof MENDED_AT {
  return Object.hasOwn(MENDED_AT, field);
}

/** Names missing fields in the words of the screens: "plan and order date". */
export function useFieldNames(): (fields: readonly MergeField[]) => string {
  const { t } = useTranslation('notices');
  const { list } = useFormat();
  return (fields) => list(fields.filter(isOfNotice).map((field) => t(`field.${field}`)));
}

/** Where what is missing can be filled in, one link a place. */
export function MendLinks({ clientId, missing }: { clientId: ClientId; missing: readonly MergeField[] }) {
  const { t } = useTranslation('notices');
  const places = new Set<Place>(missing.filter(isOfNotice).map((field) => MENDED_AT[field]));
  return (
    <>
      {places.has('client') && <a href={`#/clients/${clientId}/edit`}>{t('preview.mendClient')}</a>}
      {places.has('settings') && <a href="#/settings">{t('preview.mendSettings')}</a>}
      {places.has('host') && <a href="#/hosts">{t('preview.mendHost')}</a>}
    </>
  );
}
