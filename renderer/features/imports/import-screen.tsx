import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../src/contract/hosts.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState, Stepper } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { BatchesCard } from './batches-card.tsx';
import { PreviewStep } from './preview-step.tsx';
import { ResultStep } from './result-step.tsx';
import { SourceStep } from './source-step.tsx';
import { type ImportJob, useImport } from './use-import.ts';
import './imports.css';

/** From a list as it is to clients: choose, look, import. */
export function ImportScreen() {
  const { t } = useTranslation('imports');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} }));
  const job = useImport();
  const [chosen, setChosen] = useState<PackId>();
  const step = job.applying.status === 'done' ? 'result' : job.preview === undefined ? 'source' : 'preview';
  // Every step is a page of its own: the focus goes back to its title, instead of being lost with the button that was pressed.
  return (
    <Page key={step} title={t('title')} parent={{ to: '/clients', label: t('clients') }} wide={step === 'preview'}>
      <Stepper label={t('steps.label')} current={step} steps={[...STEPS].map((id) => ({ id, label: t(`steps.${id}`) }))} />
      <Loaded query={hosts}>
        {(list) => (list.length === 0 ? <HostFirst /> : <Steps step={step} hosts={list} job={job} chosen={chosen} onPack={setChosen} />)}
      </Loaded>
    </Page>
  );
}

const STEPS = ['source', 'preview', 'result'] as const;

interface StepsProps {
  step: (typeof STEPS)[number];
  hosts: readonly Host[];
  job: ImportJob;
  /** The pack the user chose; undefined = the first one. */
  chosen: PackId | undefined;
  onPack(id: PackId): void;
}

function Steps({ step, hosts, job, chosen, onPack }: StepsProps) {
  const { t } = useTranslation('imports');
  const packs = hosts.flatMap((host) => host.packs.map(({ id, name }) => ({ id, label: t('packAtHost', { pack: name, host: host.name }) })));
  const packId = chosen ?? packs[0]?.id;
  if (step === 'result' && job.applying.result !== undefined) return <ResultStep result={job.applying.result} onAgain={job.restart} />;
  if (step === 'preview' && job.preview !== undefined) return <PreviewStep job={job} preview={job.preview} packs={packs} />;
  if (job.upload !== undefined) {
    const { name, share, startedAt } = job.upload;
    const progress = { kind: 'progress', phase: 'uploading', done: Math.round(share * 100), total: 100 } as const;
    return <ProgressPanel title={t('reading', { name })} progress={progress} startedAt={startedAt} onCancel={job.cancelUpload} />;
  }
  if (job.judging.status === 'running') {
    return <ProgressPanel title={t('judging')} progress={job.judging.progress} startedAt={job.judging.startedAt} onCancel={job.judging.cancel} />;
  }
  return (
    <>
      <SourceStep job={job} packs={packs} packId={packId} onPack={onPack} />
      <BatchesCard />
    </>
  );
}

function HostFirst() {
  const { t } = useTranslation('imports');
  return (
    <EmptyState
      icon={Server}
      title={t('hostFirst.title')}
      actions={
        <LinkButton to="/hosts/new" variant="primary">
          {t('hostFirst.add')}
        </LinkButton>
      }
    >
      {t('hostFirst.why')}
    </EmptyState>
  );
}
