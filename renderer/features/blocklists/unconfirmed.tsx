import { useTranslation } from 'react-i18next';
import type { BlockList } from '../../../src/contract/blocklists.ts';
import { StateTag } from '../../ui/display.tsx';

/** Marks what nobody held against a source; nothing where it was confirmed. */
export function Unconfirmed<Fact extends string>({ fact, of }: { fact: Fact; of: { readonly unconfirmed: readonly Fact[] } }) {
  const { t } = useTranslation('blocklists');
  return of.unconfirmed.includes(fact) ? <StateTag tone="unknown">{t('unconfirmed.tag')}</StateTag> : null;
}

/** On what terms a list may be asked. */
export function Terms({ list }: { list: Pick<BlockList, 'terms' | 'unconfirmed'> }) {
  const { t } = useTranslation('blocklists');
  return (
    <span className="row">
      {t(`terms.${list.terms}`)} <Unconfirmed fact="terms" of={list} />
    </span>
  );
}
