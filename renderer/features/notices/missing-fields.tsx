import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { MergeField } from '../../../src/contract/notices.ts';
import { useFormat } from '../../i18n/format.ts';

type Place = 'client' | 'settings' | 'host';

const MENDED_AT: Readonly<Record<MergeField, Place>> = {
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
};

/** Names missing fields in the words of the screens: "plan and order date". */
export function useFieldNames(): (fields: readonly MergeField[]) => string {
  const { t } = useTranslation('notices');
  const { list } = useFormat();
  return (fields) => list(fields.map((field) => t(`field.${field}`)));
}

/** Where what is missing can be filled in, one link a place. */
export function MendLinks({ clientId, missing }: { clientId: ClientId; missing: readonly MergeField[] }) {
  const { t } = useTranslation('notices');
  const places = new Set(missing.map((field) => MENDED_AT[field]));
  return (
    <>
      {places.has('client') && <a href={`#/clients/${clientId}/edit`}>{t('preview.mendClient')}</a>}
      {places.has('settings') && <a href="#/settings">{t('preview.mendSettings')}</a>}
      {places.has('host') && <a href="#/hosts">{t('preview.mendHost')}</a>}
    </>
  );
}
