import { useQuery } from '@tanstack/react-query';
import {
  Ban,
  BellRing,
  CalendarClock,
  CalendarCog,
  CalendarOff,
  CalendarRange,
  CalendarSearch,
  ChartLine,
  CircleHelp,
  FilePlus2,
  FileSearch,
  FolderOpen,
  FolderPlus,
  GitCompareArrows,
  Lightbulb,
  Link2,
  ListChecks,
  ListFilter,
  type LucideIcon,
  MailCheck,
  MessageSquareReply,
  Plus,
  Radar,
  ScanSearch,
  Search,
  ShieldCheck,
  SlidersHorizontal,
  Undo2,
  Upload,
  User,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Autocomplete, Collection, Dialog, Header, Input, ListBox, ListBoxItem, ListBoxSection, Modal, ModalOverlay, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { IncidentSubject } from '../../src/contract/incidents.ts';
import { fold } from '../../src/shared/text.ts';
import { orpc } from '../client/client.ts';
import { useFrame } from './frame-view.ts';
import { PLACES } from './places.ts';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: LucideIcon;
  readonly to: string;
}

interface CommandGroup {
  readonly id: string;
  readonly title: string;
  readonly commands: readonly Command[];
}

/** Screens below a place and things to do; the name of each is `shell:palette.<id>`. */
const ACTIONS = [
  { id: 'import', icon: Upload, to: '/clients/import' },
  { id: 'newClient', icon: Plus, to: '/clients/new' },
  { id: 'newHost', icon: FilePlus2, to: '/hosts/new' },
  { id: 'replies', icon: MessageSquareReply, to: '/notices/replies' },
  { id: 'ticks', icon: ListChecks, to: '/notices/replies/ticks' },
  { id: 'proof', icon: ShieldCheck, to: '/notices/proof' },
  { id: 'toldOn', icon: CalendarSearch, to: '/notices/proof/told' },
  { id: 'gaps', icon: CalendarClock, to: '/notices/proof/gaps' },
  { id: 'ledger', icon: Link2, to: '/notices/proof/ledger' },
  { id: 'mailCheck', icon: MailCheck, to: '/notices/check' },
  { id: 'listCheck', icon: ListFilter, to: '/notices/check/list' },
  { id: 'advice', icon: Lightbulb, to: '/notices/check/advice' },
  { id: 'returnedMail', icon: Undo2, to: '/sending/returned' },
  { id: 'blockedAddresses', icon: Ban, to: '/sending/blocked' },
  { id: 'plannedReminders', icon: CalendarRange, to: '/reminders/planned' },
  { id: 'reminderRules', icon: CalendarCog, to: '/reminders/rules' },
  { id: 'reminderPauses', icon: CalendarOff, to: '/reminders/pauses' },
  { id: 'openCase', icon: FolderPlus, to: '/incidents/new' },
  { id: 'findCause', icon: ScanSearch, to: '/incidents/causes' },
  { id: 'logs', icon: FileSearch, to: '/incidents/logs' },
  { id: 'volume', icon: ChartLine, to: '/hosts/volume' },
  { id: 'hostStatus', icon: CircleHelp, to: '/hosts/status' },
  { id: 'alerts', icon: BellRing, to: '/hosts/alerts' },
  { id: 'alertSettings', icon: SlidersHorizontal, to: '/hosts/alerts/settings' },
  { id: 'blocklists', icon: Radar, to: '/hosts/blocklists' },
  { id: 'hostDifferences', icon: GitCompareArrows, to: '/hosts/differences' },
] as const;

/** Reaches every place, action and client by typing. */
export function CommandPalette() {
  const { t } = useTranslation('shell');
  const { paletteOpen, openPalette, closePalette } = useFrame();
  return (
    <ModalOverlay className="scrim" data-top isOpen={paletteOpen} onOpenChange={(open) => (open ? openPalette() : closePalette())} isDismissable>
      <Modal className="dialog-box">
        <Dialog className="dialog" aria-label={t('palette.title')}>
          <PaletteContent onChosen={closePalette} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteContent({ onChosen }: { onChosen(): void }) {
  const { t } = useTranslation('shell');
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const list = useListThatScrolls();
  const groups = useCommandGroups(typed);
  const run = (id: unknown) => {
    const command = groups.flatMap((group) => group.commands).find((candidate) => candidate.id === id);
    if (command === undefined) return;
    onChosen();
    navigate(command.to);
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label={t('palette.label')} autoFocus className="palette-field">
        <Search size={18} aria-hidden />
        <Input placeholder={t('palette.placeholder')} />
      </SearchField>
      <ListBox ref={list} aria-label={t('palette.title')} className="palette-list" items={groups} onAction={run} renderEmptyState={() => t('palette.nothing')}>
        {sectionOf}
      </ListBox>
    </Autocomplete>
  );
}

function sectionOf(group: CommandGroup) {
  return (
    <ListBoxSection id={group.id}>
      <Header className="palette-heading">{group.title}</Header>
      <Collection items={group.commands}>
        {({ id, label, hint, icon: Icon }) => (
          <ListBoxItem id={id} textValue={label} className="option">
            <Icon size={16} aria-hidden />
            <span className="option-text">{label}</span>
            <span className="soft small">{hint}</span>
          </ListBoxItem>
        )}
      </Collection>
    </ListBoxSection>
  );
}

/**
 * The focus stays in the field while its arrows move through the list; a list that scrolls has to be reachable by Tab all the same.
 * It becomes a stop only once it stands there: one that begins as a stop is taken for a list whose entries get the focus themselves.
 */
function useListThatScrolls() {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.setAttribute('tabindex', '0'), []);
  return list;
}

function useCommandGroups(typed: string): readonly CommandGroup[] {
  const { t } = useTranslation('shell');
  const search = typed.trim();
  const found = useQuery({
    ...orpc.clients.list.queryOptions({ input: { limit: 8, filter: { search } } }),
    enabled: search.length >= 2,
    placeholderData: (before) => before,
  });
  const clients = search.length < 2 ? [] : (found.data?.rows ?? []);
  const words = fold(search).split(/\s+/);
  const fits = ({ label }: Command) => words.every((word) => fold(label).includes(word));
  const groups: CommandGroup[] = [
    {
      id: 'places',
      title: t('palette.places'),
      commands: PLACES.map(({ id, to, icon }, index) => ({ id: `place-${id}`, label: t(`place.${id}`), hint: `Alt+${index + 1}`, icon, to })).filter(fits),
    },
    {
      id: 'actions',
      title: t('palette.actions'),
      commands: ACTIONS.map(({ id, icon, to }) => ({ id, label: t(`palette.${id}`), hint: '', icon, to })).filter(fits),
    },
    { id: 'cases', title: t('palette.cases'), commands: useCaseCommands().filter(fits) },
    {
      id: 'clients',
      title: t('palette.clients'),
      commands: clients.map((client) => ({ id: client.id, label: client.name, hint: client.mainDomain, icon: User, to: `/clients/${client.id}` })),
    },
  ];
  return groups.filter((group) => group.commands.length > 0);
}

/** Every open case, by its reference and what it is about. */
function useCaseCommands(): readonly Command[] {
  const cases = useQuery(orpc.incidents.list.queryOptions({ input: { show: 'open' } })).data?.rows ?? [];
  return cases.map(({ id, reference, subject, packName }) => ({
    id,
    label: [reference, ...namesIn(subject)].join(' · '),
    hint: packName,
    icon: FolderOpen,
    to: `/incidents/cases/${id}`,
  }));
}

/** The names a case is known by: they need no words, which are not there before a screen of cases was shown. */
function namesIn(subject: IncidentSubject): readonly string[] {
  switch (subject.kind) {
    case 'listing':
      return [subject.listed, subject.list];
    case 'recipient':
      return [subject.address];
    case 'blocked_object':
    case 'suspension':
      return subject.name === '' ? [] : [subject.name];
    case 'port_25':
      return subject.server === '' ? [] : [subject.server];
  }
}
