import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { CheckList, Select } from '../../ui/choice.tsx';
import type { HostState, ManualForm } from './use-manual-proof.ts';

/** Which version at which host, and for which accounts. */
export function ManualScope({ form, hosts }: { form: ManualForm; hosts: readonly HostState[] }) {
  const { t } = useTranslation('replies');
  const { typed, set, has } = form;
  return (
    <>
      {hosts.length > 1 && (
        <Select
          label={t('manual.host')}
          value={typed.hostId ?? null}
          onChange={form.chooseHost}
          options={hosts.filter(({ current }) => current !== null).map(({ hostId, hostName }) => ({ id: hostId, label: hostName }))}
        />
      )}
      <VersionSelect form={form} />
      <CheckList
        label={t('manual.accounts')}
        value={typed.accountIds}
        onChange={(accountIds) => set({ accountIds })}
        options={form.host?.accounts.map(({ accountId, mainDomain }) => ({ id: accountId, label: mainDomain })) ?? []}
        error={has('accountsMissing') ? t('manual.accountsMissing') : undefined}
      />
    </>
  );
}

function VersionSelect({ form: { typed, set } }: { form: ManualForm }) {
  const { t } = useTranslation('replies');
  const { date } = useFormat();
  const { hostId } = typed;
  const versions = useQuery(orpc.policies.list.queryOptions({ input: { kind: 'notice', ...(hostId !== undefined && { hostId }) } })).data ?? [];
  return (
    <Select
      label={t('manual.version')}
      value={typed.versionId ?? null}
      onChange={(versionId) => set({ versionId })}
      options={versions.map(({ id, number, effectiveOn, inForce }) => ({
        id,
        label: t('manual.versionOption', { number, date: date(effectiveOn) }),
        ...(inForce && { hint: t('manual.current') }),
      }))}
    />
  );
}
