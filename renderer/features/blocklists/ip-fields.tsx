import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { RadioCards, Select, Switch } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';

/** What is told of an address beside itself. */
export interface IpForm {
  readonly packId: PackId | null;
  readonly holder: 'host' | 'reseller';
  readonly shared: boolean;
  readonly note: string;
}

export const EMPTY_IP: IpForm = { packId: null, holder: 'host', shared: true, note: '' };
const NO_PACK = 'none';

/** Whose the address is, and who sends from it. */
export function IpFields({ values, set }: { values: IpForm; set(values: IpForm): void }) {
  const { t } = useTranslation('blocklists');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const packs = hosts.flatMap((host) => host.packs.map((pack) => ({ id: pack.id, label: `${host.name} · ${pack.name}` })));
  const choosePack = (id: string) => {
    const parsed = PackId.safeParse(id);
    set({ ...values, packId: parsed.success ? parsed.data : null });
  };
  return (
    <>
      <Select
        label={t('form.pack')}
        hint={t('form.packHint')}
        value={values.packId ?? NO_PACK}
        onChange={choosePack}
        options={[{ id: NO_PACK, label: t('ip.noPack') }, ...packs]}
      />
      <RadioCards
        label={t('form.holder')}
        value={values.holder}
        onChange={(holder) => set({ ...values, holder })}
        options={[
          { id: 'host', label: t('ip.holder.host'), hint: t('form.hostHint') },
          { id: 'reseller', label: t('ip.holder.reseller'), hint: t('form.resellerHint') },
        ]}
      />
      <Switch label={t('ip.shared')} isSelected={values.shared} onChange={(shared) => set({ ...values, shared })} />
      <TextField label={t('form.note')} value={values.note} onChange={(note) => set({ ...values, note })} wide />
    </>
  );
}
