import { useTranslation } from 'react-i18next';
import type { LetterState } from '../../../src/contract/letters.ts';
import type { Innocent } from '../../../src/contract/repermission.ts';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/choice.tsx';
import { StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import type { Tone } from '../../ui/tone.tsx';

const TONES: Readonly<Record<LetterState, Tone>> = {
  ready: 'info',
  given: 'ok',
  queued: 'info',
  sent: 'ok',
  practised: 'unknown',
  prepared: 'attention',
  failed: 'stopped',
  uncertain: 'attention',
  withdrawn: 'unknown',
};

/** Whom somebody chose to tell. */
export interface Choice {
  /** Whether he can be chosen. */
  isOpen(person: Innocent): boolean;
  isChosen(person: Innocent): boolean;
  onChoose(people: readonly Innocent[], isChosen: boolean): void;
  onShow(person: Innocent): void;
}

interface InnocentTableProps {
  readonly label: string;
  readonly people: readonly Innocent[];
  readonly choice: Choice;
}

/** Clients with their language and sites, what tells against them, who is told, and how that stands: two columns, so that a telephone shows a table too. */
export function InnocentTable({ label, people, choice }: InnocentTableProps) {
  const { t } = useTranslation('repermissionScreen');
  if (people.length === 0) return null;
  return (
    <Table
      label={label}
      rows={people}
      rowKey={({ clientId }) => clientId}
      columns={[
        { id: 'who', header: label, cell: (person) => <Who person={person} choice={choice} /> },
        {
          id: 'acts',
          header: t('column.acts'),
          actions: true,
          cell: (person) =>
            person.to !== '' && (
              <Button variant="quiet" onPress={() => choice.onShow(person)}>
                {t('innocents.show')}
              </Button>
            ),
        },
      ]}
    />
  );
}

function Who({ person, choice }: { readonly person: Innocent; readonly choice: Choice }) {
  const { t } = useTranslation(['repermissionScreen', 'common']);
  const { name, domains, language, doubts } = person;
  return (
    <span className="row innocent-who">
      {choice.isOpen(person) ? (
        <Check label={name} about={t('innocents.tellWhom')} isSelected={choice.isChosen(person)} onChange={(isIn) => choice.onChoose([person], isIn)} />
      ) : (
        name
      )}
      <span className="soft small">{[...domains, t(`common:language.${language}`)].join(' · ')}</span>
      <State person={person} />
      {doubts.map((doubt) => (
        <StateTag key={doubt} tone="attention">
          {t(`innocents.doubt.${doubt}`)}
        </StateTag>
      ))}
    </span>
  );
}

function State({ person: { letter, to } }: { readonly person: Innocent }) {
  const { t } = useTranslation('repermissionScreen');
  if (letter !== null) return <StateTag tone={TONES[letter.state]}>{t(`told.${letter.state}`)}</StateTag>;
  return to === '' ? <StateTag tone="attention">{t('innocents.noAddress')}</StateTag> : null;
}
