import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../src/contract/ids.ts';
import { PolicyTerms } from '../../../../src/contract/texts.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/display.tsx';

/** Which values the text asks for instead of naming them: of the host, and of oneself. */
export function UnknownValues({ values, hostId }: { values: readonly string[]; hostId: HostId }) {
  const { t } = useTranslation('policies');
  const own = values.filter((value) => value in PolicyTerms.shape);
  const ofHost = values.filter((value) => !(value in PolicyTerms.shape));
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
      <div className="stack" data-gap="s">
        {ofHost.length > 0 && <Words intro={t('unknown.ofHost')} names={ofHost} namespace="hosts" prefix="rule" />}
        {own.length > 0 && <Words intro={t('unknown.own')} names={own} namespace="policies" prefix="term" />}
      </div>
    </Notice>
  );
}

interface WordsProps {
  intro: string;
  names: readonly string[];
  namespace: 'hosts' | 'policies';
  prefix: 'rule' | 'term';
}

function Words({ intro, names, namespace, prefix }: WordsProps) {
  const { i18n } = useTranslation();
  return (
    <>
      <p>{intro}</p>
      <ul className="words">
        {names.map((name) => (
          <li key={name}>{i18n.t(`${prefix}.${name}`, { ns: namespace, defaultValue: name })}</li>
        ))}
      </ul>
    </>
  );
}
