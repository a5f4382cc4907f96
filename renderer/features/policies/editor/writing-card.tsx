import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Draft } from '../../../../src/contract/policies.ts';
import { LANGUAGES, type Language } from '../../../../src/shared/language.ts';
import { StateTag } from '../../../ui/display.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { SectionEditor } from './section-editor.tsx';
import type { Sought } from './section-fields.tsx';
import { SectionList } from './section-list.tsx';
import type { Place, TextOfHost } from './unsaved.ts';
import type { Editing } from './use-editing.ts';

interface WritingProps {
  text: TextOfHost;
  draft: z.infer<typeof Draft>;
  editing: Editing;
  place: Place;
  goTo(place: Place): void;
  sought: Sought | undefined;
}

/** One tab a language; in it the sections, and the one being worded. */
export function WritingCard(props: WritingProps) {
  const { t } = useTranslation(['policies', 'common']);
  const { draft, editing, place, goTo } = props;
  const tabs = LANGUAGES.map((id) => ({
    id,
    label: <LanguageLabel language={id} gaps={draft.gaps.filter(({ language }) => language === id).length} />,
    content: (
      <div className="writing">
        <SectionList draft={draft} editing={editing} place={{ ...place, language: id }} goTo={goTo} />
        <SectionEditor {...props} key={`${id}/${place.section}`} place={{ ...place, language: id }} />
      </div>
    ),
  }));
  const choose = (key: string) => {
    const language = LANGUAGES.find((each) => each === key);
    if (language !== undefined && language !== place.language) goTo({ ...place, language });
  };
  return (
    <section className="card writing-card" aria-label={t('editor.writing')}>
      <Tabs label={t('languages')} tabs={tabs} selected={place.language} onSelect={choose} />
    </section>
  );
}

function LanguageLabel({ language, gaps }: { language: Language; gaps: number }) {
  const { t } = useTranslation(['policies', 'common']);
  return (
    <>
      {t(`common:ownLanguage.${language}`)}
      {gaps > 0 && (
        <StateTag tone="attention">
          <span aria-hidden>{gaps}</span>
          <span className="visually-hidden">{t('editor.toSettle', { count: gaps })}</span>
        </StateTag>
      )}
    </>
  );
}
