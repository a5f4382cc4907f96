import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { IncidentId } from '../../../src/contract/ids.ts';
import type { Incident, StepId } from '../../../src/contract/incidents.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { AddMailCard, KeptMails } from '../host-mails/index.ts';
import { OutdatedLetters } from '../letters/index.ts';
import { useWhat } from './case-words.ts';
import { CloseCard } from './close-card.tsx';
import { FindingsCard } from './findings-card.tsx';
import { HeadCard } from './head-card.tsx';
import { OriginCard } from './origin-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { Procedure } from './procedure.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { StoryCard } from './story-card.tsx';
import { stepOf } from './use-case.ts';
import './incidents.css';

/** One case: where it stands, what to do step by step, who is concerned, what was found, and all that was done. */
export function CaseScreen() {
  const { t } = useTranslation('incidentsScreen');
  const id = IncidentId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return <CaseById key={id.data} id={id.data} />;
}

function CaseById({ id }: { id: IncidentId }) {
  const { t } = useTranslation('incidentsScreen');
  const query = useQuery(orpc.incidents.get.queryOptions({ input: { id } }));
  const what = useWhat();
  const incident = query.data;
  return (
    <Page
      title={incident === undefined ? t('list.case') : t('list.titleOf', { reference: incident.reference, what: what(incident) })}
      parent={{ to: '/incidents', label: t('tabs.cases') }}
      wide
      actions={incident !== undefined && <Report incident={incident} />}
    >
      <Loaded query={query}>{(found) => <Content incident={found} />}</Loaded>
    </Page>
  );
}

function Report({ incident }: { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={FileText} onPress={() => setOpen(true)}>
        {t('close.report')}
      </Button>
      {isOpen && <ReportDialog incident={incident} onClose={() => setOpen(false)} />}
    </>
  );
}

function Content({ incident }: { incident: Incident }) {
  const [openStep, setOpenStep] = useState<StepId | null>(stepOf(incident.next));
  const goTo = (step: StepId) => {
    setOpenStep(step);
    // Drawn first: only then is there something to go to.
    requestAnimationFrame(() => document.getElementById(`step-${step}`)?.focus());
  };
  const goOn = (next: StepId | null) => {
    if (next !== null) return goTo(next);
    setOpenStep(null);
    document.getElementById('close-case')?.focus();
  };
  return (
    <>
      <HeadCard incident={incident} onGo={goTo} />
      {incident.closedAt === null && <OutdatedLetters incidentId={incident.id} onGo={goTo} />}
      <div className="case-columns">
        <div className="stack" data-gap="l">
          <Procedure incident={incident} openStep={openStep} onOpen={setOpenStep} onGo={goTo} onOver={goOn} />
          <CloseCard incident={incident} />
        </div>
        <div className="stack" data-gap="l">
          <PeopleCard incident={incident} />
          <FindingsCard incident={incident} />
          <OriginCard incident={incident} />
          <KeptMails incident={incident} />
          {incident.closedAt === null && <AddMailCard incidentId={incident.id} />}
          <StoryCard incident={incident} />
        </div>
      </div>
    </>
  );
}
