import { useQuery } from '@tanstack/react-query';
import type { CaseLetterKind, Incident, StepId } from '../../../src/contract/incidents.ts';
import { orpc } from '../../client/client.ts';
import { Loaded } from '../../ui/loading.tsx';
import { LetterPanel } from '../letters/index.ts';
import { AddressTool } from './address-tool.tsx';
import { FactsTool } from './facts-tool.tsx';
import { MailsTool } from './mails-tool.tsx';
import { PauseTool, StillPaused } from './pause-tool.tsx';
import type { ToolProps } from './tool-props.ts';
import { TrustTool } from './trust-tool.tsx';
import './recipients.css';

interface PanelProps {
  readonly incident: Incident;
  readonly step: StepId;
}

/** What there is to do about one blocked recipient at a step of his case. */
export function RecipientPanel({ incident, step }: PanelProps): React.JSX.Element {
  const query = useQuery(orpc.recipients.get.queryOptions({ input: { incidentId: incident.id } }));
  const isClosed = incident.closedAt !== null;
  const letter = LETTERS[step];
  return (
    <div className="stack">
      <Loaded query={query}>{(recipient) => <Tool recipient={recipient} step={step} isClosed={isClosed} />}</Loaded>
      {letter !== undefined && <LetterPanel incident={incident} kind={letter} />}
    </div>
  );
}

/** What is written to the client at a step: what the host asks for, how his recipient confirms, and what to pass on to him. */
const LETTERS: Partial<Record<StepId, CaseLetterKind>> = {
  collect_facts: 'recipient_unblock',
  await_confirmation: 'recipient_unblock',
  trusted_sender: 'trusted_sender',
};

function Tool({ step, ...given }: ToolProps & Pick<PanelProps, 'step'>) {
  switch (step) {
    case 'pause_recipient':
      return <PauseTool {...given} />;
    case 'collect_facts':
      return <FactsTool {...given} />;
    case 'correct_address':
      return <AddressTool {...given} />;
    case 'await_confirmation':
      return (
        <>
          <MailsTool {...given} />
          <StillPaused {...given} />
        </>
      );
    case 'trusted_sender':
      return <TrustTool {...given} />;
    default:
      return null;
  }
}
