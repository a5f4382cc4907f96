import i18next, { type ResourceKey } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { MergeField } from '../../../../src/contract/merge-fields.ts';
import type { Hint } from '../../../../src/contract/texts.ts';
import type { Language } from '../../../../src/shared/language.ts';

const files = import.meta.glob<ResourceKey>('../../../../locales/*/{fields,editor}.json', { eager: true, import: 'default' });

// Words for hints and some fifty fields in three languages: only the screens of texts need them, so they are not part of the first screen.
for (const [path, texts] of Object.entries(files)) {
  const [, language, namespace] = /\/([a-z]{2})\/(fields|editor)\.json$/.exec(path) ?? [];
  if (language !== undefined && namespace !== undefined) i18next.addResourceBundle(language, namespace, texts);
}

/** What merge fields are called and what each stands for, in the language of the screens. */
export function useFieldWords(): { name(field: MergeField): string; what(field: MergeField): string } {
  const { t } = useTranslation('fields');
  return { name: (field) => t(`name.${field}`), what: (field) => t(`what.${field}`) };
}

/** A believable value of a field, in the language of the text it is put into. */
export function exampleOf(field: MergeField, language: Language): string {
  return i18next.t(`fields:example.${field}`, { lng: language });
}

/** Says a remark about a sentence, in the language of the screens. */
export function useHintWords(): (hint: Pick<z.infer<typeof Hint>, 'code' | 'values'>) => string {
  const { t } = useTranslation('editor');
  return ({ code, values }) => t(`hint.${code}`, values);
}
