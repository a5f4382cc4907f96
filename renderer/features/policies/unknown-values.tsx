import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../src/contract/ids.ts';
import { PolicyTerms } from '../../../src/contract/policies.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';

/** Which values the text asks for instead of naming them: of the host, and of oneself. */
export function UnknownValues({ values, hostId }: { values: readonly string[]; hostId: HostId }) {
  const { t, i18n } = useTranslation('policies');
  const format = useFormat();
  const own = values.filter((value) => value in PolicyTerms.shape);
  const ofHost = values.filter((value) => !(value in PolicyTerms.shape));
  const listed = (names: readonly string[], ns: 'hosts' | 'policies', key: 'rule' | 'term') =>
    format.list(names.map((name) => i18n.t(`${key}.${name}`, { ns, defaultValue: name })));
  if (values.length === 0) return null;
  return (
    <Notice
      tone="unknown"
      title={t('unknown.title', { count: values.length })}
      actions={
        <LinkButton to={`/hosts/${hostId}`} variant="quiet">
          {t('unknown.action')}
        </LinkButton>
      }
    >
      {ofHost.length > 0 && <p>{t('unknown.ofHost', { values: listed(ofHost, 'hosts', 'rule') })}</p>}
      {own.length > 0 && <p>{t('unknown.own', { values: listed(own, 'policies', 'term') })}</p>}
    </Notice>
  );
}
