import { useTranslation } from 'react-i18next';
import type { Version } from '../../../../src/contract/texts.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import { CodeText, KeyValues } from '../../../ui/display.tsx';
import { DateText, DateTime } from '../../../ui/time.tsx';

/** When, by whom, from when on, and the hashes of the whole and of each language. */
export function VersionFacts({ version }: { version: Version }) {
  const { t } = useTranslation(['policies', 'common']);
  const changelog = version.changelog[currentLanguage()];
  return (
    <KeyValues
      items={[
        { key: 'effective', label: t('effectiveOn'), value: <DateText on={version.effectiveOn} /> },
        { key: 'published', label: t('publishedAt'), value: <DateTime at={version.publishedAt} /> },
        ...(version.author === '' ? [] : [{ key: 'author', label: t('author'), value: version.author }]),
        { key: 'kind', label: t('kind'), value: t(version.material ? 'material' : 'editorial') },
        ...(changelog === '' ? [] : [{ key: 'changelog', label: t('changelog'), value: changelog }]),
        { key: 'hash', label: t('hashAll'), value: <CodeText>{version.sha256}</CodeText> },
        ...version.texts.map((text) => ({
          key: text.language,
          label: t('hashOf', { language: t(`common:ownLanguage.${text.language}`) }),
          value: <CodeText>{text.sha256}</CodeText>,
        })),
      ]}
    />
  );
}
