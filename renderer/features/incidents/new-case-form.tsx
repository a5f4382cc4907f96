import { useQuery } from '@tanstack/react-query';
import { FolderPlus, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { type Incident, IncidentKind } from '../../../src/contract/incidents.ts';
import { showSame } from '../../../src/shared/calendar.ts';
import { orpc } from '../../client/client.ts';
import { formatsOf } from '../../i18n/format.ts';
import { ZONE_HERE } from '../../i18n/zone.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { RadioCards, Select } from '../../ui/choice.tsx';
import { DateField, DateTimeField } from '../../ui/date-field.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { AlikeNotice } from './alike-notice.tsx';
import { PersonSearch } from './person-search.tsx';
import { SubjectFields } from './subject-fields.tsx';
import { type NewCase, type Start, useNewCase } from './use-new-case.ts';

/** What happened, where and when, and whom it concerns. */
/** `onOpened`: what to do then; left out = to go to the case. */
export function NewCaseForm({ start, onOpened }: { start: Start; onOpened?: ((incident: Incident) => void) | undefined }) {
  const { t } = useTranslation('incidentsScreen');
  const packs = usePacks();
  const [only] = packs;
  const form = useNewCase(start, { onlyPack: packs.length === 1 && only !== undefined ? only.id : null, onOpened });
  const place = useRef<HTMLFormElement>(null);
  const submit = () => {
    if (form.submit()) return;
    // Once the faults are drawn, to the first of them.
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid] input, [data-invalid] button')?.focus());
  };
  return (
    <form
      ref={place}
      noValidate
      className="stack"
      data-gap="l"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <AlikeNotice start={start} onAdded={onOpened} />
      <What form={form} />
      <Where form={form} packs={packs} start={start} />
      <People form={form} />
      {form.open.error !== null && <ErrorNotice error={form.open.error} />}
      <div className="row">
        <Button type="submit" variant="primary" size="large" icon={FolderPlus} isPending={form.open.isPending}>
          {t('new.submit')}
        </Button>
      </div>
    </form>
  );
}

interface Pack {
  readonly id: PackId;
  readonly label: string;
}

function usePacks(): readonly Pack[] {
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  return hosts.flatMap(({ name: host, packs }) => packs.map(({ id, name }) => ({ id, label: `${name} · ${host}` })));
}

function What({ form }: { form: NewCase }) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <Card title={t('new.what')}>
      <div className="case-kinds">
        <RadioCards<IncidentKind>
          label={t('list.kind')}
          options={IncidentKind.options.map((id) => ({ id, label: t(`new.kind.${id}`), hint: t(`new.kindHint.${id}`) }))}
          value={form.draft.kind}
          onChange={(kind) => form.set({ kind })}
          across
          {...(form.faults.kind !== undefined && { error: t('field.missing') })}
        />
      </div>
      <SubjectFields form={form} />
    </Card>
  );
}

interface WhereProps {
  form: NewCase;
  packs: readonly Pack[];
  start: Start;
}

function Where({ form: { draft, packId, setPackId, at, setAt, answerBy, setAnswerBy, tried }, packs, start }: WhereProps) {
  const { t } = useTranslation(['incidentsScreen', 'hostMails']);
  const byMail = useClockOfMail(at, start.hostZone);
  return (
    <Card title={t('new.where')}>
      <div className="columns">
        <Select<PackId>
          label={t('new.pack')}
          options={packs}
          value={packId}
          onChange={setPackId}
          placeholder={t('new.packChoose')}
          {...(tried && packId === null && { error: t('field.missing') })}
        />
        <DateTimeField
          label={t('new.at')}
          hint={`${t(start.isDatedByMail === true ? 'hostMails:datedByWhy' : 'new.atHint')} ${t('new.atZone', { zone: ZONE_HERE.replaceAll('_', ' ') })}${byMail}`}
          value={at}
          onChange={setAt}
        />
        {draft.kind !== 'recipient' && <DateField label={t('new.answerBy')} hint={t('new.answerByHint')} value={answerBy} onChange={setAnswerBy} />}
      </div>
    </Card>
  );
}

/** The hour of a field as the host's mail tells it, where its clock shows another one; else empty. */
function useClockOfMail(at: string | null, zone: string | undefined): string {
  const { t, i18n } = useTranslation('hostMails');
  const moment = at === null ? null : new Date(at);
  if (moment === null || zone === undefined || Number.isNaN(moment.getTime()) || showSame(moment.getTime(), zone, ZONE_HERE)) return '';
  const { dateTime, zoneAt } = formatsOf(i18n.language, zone);
  return ` ${t('atHost', { moment: `${dateTime(moment.toISOString())} (${zoneAt(moment.toISOString())})` })}`;
}

function People({ form: { draft, people, setPeople, packId, note, setNote } }: { form: NewCase }) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <Card title={t('new.people')}>
      <p className="soft prose">{t(draft.kind === 'recipient' ? 'new.peopleWhyRecipient' : 'new.peopleWhy')}</p>
      {people.length > 0 && (
        <ul className="case-found">
          {people.map((found) => (
            <li key={found.key}>
              <span>
                {found.name} <span className="soft small">{found.below}</span>
              </span>
              <IconButton
                icon={X}
                label={t('person.remove', { name: found.name })}
                onPress={() => setPeople((now) => now.filter(({ key }) => key !== found.key))}
              />
            </li>
          ))}
        </ul>
      )}
      <PersonSearch packId={packId} taken={people.map(({ key }) => key)} onAdd={(found) => setPeople((now) => [...now, found])} />
      <TextArea label={t('new.note')} hint={t('new.noteHint')} wide rows={4} value={note} onChange={setNote} />
    </Card>
  );
}
