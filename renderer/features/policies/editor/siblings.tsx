import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../../src/shared/language.ts';
import { StateTag } from '../../../ui/display.tsx';
import { Blocks, Merged } from '../policy-text.tsx';
import type { Place } from './unsaved.ts';
import type { Editing } from './use-editing.ts';
import { blocksOf } from './wording.ts';

/** The same section in the other two languages, to word it alike. */
export function Siblings({ editing, place }: { editing: Editing; place: Place }) {
  const { t } = useTranslation(['policies', 'common']);
  const others = LANGUAGES.filter((language) => language !== place.language);
  return (
    <details className="siblings" open>
      <summary>{t('editor.siblings')}</summary>
      <div className="siblings-pair">
        {others.map((language) => (
          <Sibling key={language} editing={editing} place={{ ...place, language }} />
        ))}
      </div>
    </details>
  );
}

function Sibling({ editing, place }: { editing: Editing; place: Place }) {
  const { t } = useTranslation(['policies', 'common']);
  const wording = editing.wordingAt(place);
  if (wording === undefined) return null;
  const { title, blocks } = blocksOf(place.section, wording);
  return (
    <section aria-label={t(`common:ownLanguage.${place.language}`)}>
      <p className="row small soft">
        {t(`common:ownLanguage.${place.language}`)}
        {editing.unsavedAt(place) !== undefined && <StateTag tone="attention">{t('editor.mark.unsaved')}</StateTag>}
      </p>
      <div lang={place.language} className="sibling-text">
        <h3>
          <Merged text={title} />
        </h3>
        <Blocks blocks={blocks} label={title} />
      </div>
    </section>
  );
}
