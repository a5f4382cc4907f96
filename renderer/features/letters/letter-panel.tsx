import { useQuery } from '@tanstack/react-query';
import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseLetterKind, Incident } from '../../../src/contract/incidents.ts';
import type { ListedLetter, OwnLetterKind } from '../../../src/contract/letters.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { ListRemoval } from '../blocklists/index.ts';
import { KIND_ICONS, type LetterValues } from '../policies/index.ts';
import { Blocked } from './blocked.tsx';
import { ComposeDialog } from './compose-dialog.tsx';
import { HandIn } from './hand-in.tsx';
import { LetterItem } from './letter-item.tsx';
import { concernedKinds, type PossibleLetter } from './possible.rules.ts';
import './letters.css';

interface Props {
  readonly incident: Incident;
  /** This letter, and whoever else may be asked for the same. */
  readonly kind: CaseLetterKind;
}

/** Letters of a step: those that were written and how they stand, and those that may be written or what keeps one from it. */
export function LetterPanel({ incident, kind }: Props) {
  const { t } = useTranslation('lettersScreen');
  const input = { incidentId: incident.id };
  const letters = useQuery(orpc.letters.list.queryOptions({ input }));
  const possible = useQuery(orpc.letters.possible.queryOptions({ input }));
  return (
    <section className="stack letters" aria-label={t('written')}>
      <Loaded query={possible}>
        {(all) => {
          const rows = concernedKinds(all, kind);
          const toHost = rows.find(({ reader }) => reader === 'host');
          return (
            <>
              {incident.closedAt === null && toHost !== undefined && (toHost.handIn !== null || !isGiven(letters.data, toHost)) && (
                <HandIn way={toHost.handIn} hostId={incident.hostId} />
              )}
              {incident.closedAt === null && rows.some(({ reader }) => reader === 'list') && incident.subject.kind === 'listing' && (
                <ListRemoval list={incident.subject.list} listed={incident.subject.listed} />
              )}
              <Loaded query={letters}>{(written) => <Written letters={written} rows={rows} />}</Loaded>
              {incident.closedAt === null && <Possible incident={incident} rows={rows} />}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

/** Where it was handed in, nobody looks for a way any more, until another one waits. */
function isGiven(letters: readonly ListedLetter[] = [], { kind }: PossibleLetter): boolean {
  const own = letters.filter((letter) => letter.kind === kind);
  return own.some(({ state }) => state === 'given') && own.every(({ state }) => state !== 'ready');
}

/** What stands comes first; what was taken back stays to be seen. */
function Written({ letters, rows }: { letters: readonly ListedLetter[]; rows: readonly PossibleLetter[] }) {
  const { t } = useTranslation('lettersScreen');
  const own = letters.flatMap((letter) => rows.filter(({ kind }) => kind === letter.kind).map(({ giveAs }) => ({ letter, giveAs })));
  if (own.length === 0) return <p className="soft">{t('none')}</p>;
  const last = own.filter(({ letter }) => letter.state === 'withdrawn');
  return (
    <ul className="letter-list">
      {[...own.filter((each) => !last.includes(each)), ...last].map(({ letter, giveAs }) => (
        <LetterItem key={letter.id} letter={letter} giveAs={giveAs} />
      ))}
    </ul>
  );
}

function Possible({ incident, rows }: { incident: Incident; rows: readonly PossibleLetter[] }) {
  const [open, setOpen] = useState<OwnLetterKind | null>(null);
  // What was typed stays while the case is open: closing a window is no decision.
  const [drafts, setDrafts] = useState<Partial<Record<OwnLetterKind, LetterValues>>>({});
  return (
    <>
      <ul className="letter-list">
        {rows.map((row) => (
          <PossibleItem key={row.kind} row={row} onWrite={() => setOpen(row.kind)} />
        ))}
      </ul>
      {open !== null && (
        <ComposeDialog
          incident={incident}
          kind={open}
          values={drafts[open] ?? {}}
          onChange={(values) => setDrafts({ ...drafts, [open]: values })}
          onClose={() => setOpen(null)}
          onWritten={() => {
            setDrafts({ ...drafts, [open]: {} });
            setOpen(null);
          }}
        />
      )}
    </>
  );
}

function PossibleItem({ row: { kind, reader, language, blocked, written }, onWrite }: { row: PossibleLetter; onWrite(): void }) {
  const { t } = useTranslation(['lettersScreen', 'policies', 'common']);
  const Icon = KIND_ICONS[kind];
  const name = t(`policies:text.${kind}.name`);
  const write = t(written === 0 ? 'action.compose' : 'action.again');
  return (
    <li className="letter-possible">
      <Icon size={18} aria-hidden />
      <div>
        <p>{name}</p>
        <p className="soft small">
          {reader !== 'client' && `${t(`to.${reader}`)} · `}
          {t(`common:ownLanguage.${language}`)}
        </p>
        {blocked !== null && <Blocked blocked={blocked} />}
      </div>
      <Button
        icon={PenLine}
        variant={written > 0 ? 'quiet' : blocked === null ? 'primary' : 'secondary'}
        onPress={onWrite}
        aria-label={t('common:labelled', { what: write, name })}
      >
        {write}
      </Button>
    </li>
  );
}
