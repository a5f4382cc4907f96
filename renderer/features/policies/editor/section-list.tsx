import { CircleAlert, type LucideIcon, PencilLine, UserPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Draft } from '../../../../src/contract/policies.ts';
import { Select } from '../../../ui/choice.tsx';
import type { Place } from './unsaved.ts';
import type { Editing } from './use-editing.ts';
import { HEAD } from './wording.ts';

interface Mark {
  readonly id: 'unsaved' | 'behind' | 'outdated' | 'gap' | 'edited';
  readonly icon: LucideIcon;
  readonly isPressing: boolean;
}

const MARKS = {
  unsaved: { id: 'unsaved', icon: PencilLine, isPressing: true },
  behind: { id: 'behind', icon: CircleAlert, isPressing: true },
  outdated: { id: 'outdated', icon: CircleAlert, isPressing: true },
  gap: { id: 'gap', icon: CircleAlert, isPressing: true },
  edited: { id: 'edited', icon: UserPen, isPressing: false },
} as const satisfies Record<string, Mark>;

interface Line {
  readonly section: string;
  readonly title: string;
  readonly marks: readonly Mark[];
}

interface SectionListProps {
  draft: z.infer<typeof Draft>;
  editing: Editing;
  place: Place;
  goTo(place: Place): void;
}

/** The sections of a text with how each stands; one line to choose from where there is no room for a list. */
export function SectionList({ draft, editing, place, goTo }: SectionListProps) {
  const { t } = useTranslation('policies');
  const lines = useLines({ draft, editing, place });
  const open = (section: string) => goTo({ ...place, section });
  const wordsOf = ({ title, marks }: Line) => (marks.length === 0 ? title : `${title} (${marks.map(({ id }) => t(`editor.mark.${id}`)).join(', ')})`);
  return (
    <>
      <nav className="section-list" aria-label={t('editor.sections')}>
        <ol>
          {lines.map((line) => (
            <li key={line.section}>
              <button
                type="button"
                className="section-link"
                aria-current={line.section === place.section ? 'true' : undefined}
                onClick={() => open(line.section)}
              >
                <span lang={line.section === HEAD ? undefined : place.language}>{line.title}</span>
                <Marks marks={line.marks} />
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className="section-choice">
        <Select
          label={t('editor.section')}
          wide
          value={place.section}
          onChange={open}
          options={lines.map((line) => ({ id: line.section, label: wordsOf(line) }))}
        />
      </div>
    </>
  );
}

function Marks({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation('policies');
  return marks.map(({ id, icon: Icon, isPressing }) => (
    <span key={id} className="section-mark" data-pressing={isPressing}>
      <Icon size={12} aria-hidden />
      {t(`editor.mark.${id}`)}
    </span>
  ));
}

function useLines({ draft, editing, place }: Pick<SectionListProps, 'draft' | 'editing' | 'place'>): readonly Line[] {
  const { t } = useTranslation('policies');
  const states = draft.states.find(({ language }) => language === place.language)?.sections ?? [];
  const gaps = draft.gaps.filter(({ language }) => language === null || language === place.language);
  return states.map(({ id, edited, behind, outdated }) => {
    const here = { language: place.language, section: id };
    const marks = [
      ...(editing.unsavedAt(here) === undefined ? [] : [MARKS.unsaved]),
      ...(behind ? [MARKS.behind] : []),
      ...(outdated ? [MARKS.outdated] : []),
      ...(!behind && !outdated && gaps.some(({ section }) => section === id) ? [MARKS.gap] : []),
      ...(edited ? [MARKS.edited] : []),
    ];
    return { section: id, title: id === HEAD ? t('editor.head') : (editing.wordingAt(here)?.title ?? id), marks };
  });
}
