import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { NoteKind } from '../../../src/contract/evidence.ts';
import type { AccountId, ClientId, HostId, VersionId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { isFailure } from '../../client/describe-error.ts';
import { putFile } from '../../client/files.ts';
import { clockHere } from '../../i18n/zone.ts';
import { toast } from '../../ui/toasts.tsx';
import { takeBack } from './decide-reply.tsx';

/** What a client acknowledged, host by host. */
export type HostState = Awaited<ReturnType<typeof client.acknowledgements.ofClient>>[number];
export type NoteKindId = z.infer<typeof NoteKind>;

/** A word of the reseller, or the signed notice as a file. */
export interface ManualProof {
  readonly kind: NoteKindId | 'signed';
  readonly client: { readonly id: ClientId; readonly name: string };
  readonly hosts: readonly HostState[];
}

interface Typed {
  readonly kind: NoteKindId;
  readonly hostId: HostId | undefined;
  readonly versionId: VersionId | undefined;
  readonly accountIds: readonly AccountId[];
  /** On the clock of this machine, `2026-03-12T14:05`. */
  readonly happened: string | null;
  readonly note: string;
  readonly file: File | undefined;
}

/** What is wrong with what was typed; the dialog words it. */
export type Fault = 'accountsMissing' | 'happenedMissing' | 'inFuture' | 'noteMissing' | 'fileMissing';

function startOf({ kind, hosts }: ManualProof): Typed {
  const host = hosts.find(({ current }) => current !== null) ?? hosts[0];
  return { kind: kind === 'signed' ? 'other' : kind, ...ofHost(host), happened: clockHere(), note: '', file: undefined };
}

/** The version in force and every account: what is meant most of the time. */
function ofHost(host: HostState | undefined): Pick<Typed, 'hostId' | 'versionId' | 'accountIds'> {
  return { hostId: host?.hostId, versionId: host?.current?.versionId, accountIds: host?.accounts.map(({ accountId }) => accountId) ?? [] };
}

function faultsOf({ accountIds, happened, note, file }: Typed, signed: boolean): Fault[] {
  const faults: (Fault | false)[] = [
    accountIds.length === 0 && 'accountsMissing',
    happened === null && 'happenedMissing',
    happened !== null && Date.parse(happened) > Date.now() && 'inFuture',
    !signed && note.trim() === '' && 'noteMissing',
    signed && file === undefined && 'fileMissing',
  ];
  return faults.filter((fault) => fault !== false);
}

/** The form of a proof by hand: what is typed, what is wrong with it, and the recording. */
export function useManualProof(proof: ManualProof, onDone: () => void) {
  const { t } = useTranslation('replies');
  const [typed, setTyped] = useState<Typed>(() => startOf(proof));
  const [tried, setTried] = useState(false);
  const signed = proof.kind === 'signed';
  const faults = faultsOf(typed, signed);
  const record = useMutation({
    mutationFn: () => send(proof, typed),
    onSuccess: (row) => {
      toast({ text: t('manual.saved', { client: proof.client.name }), undo: () => void takeBack(row.id, t('manual.takeBackReason')) });
      onDone();
    },
  });
  const beforeVersion = isFailure(record.error, 'date_before_version');
  return {
    typed,
    signed,
    host: proof.hosts.find(({ hostId }) => hostId === typed.hostId),
    set: (part: Partial<Typed>) => {
      if (beforeVersion) record.reset();
      setTyped((now) => ({ ...now, ...part }));
    },
    chooseHost: (hostId: HostId) => setTyped((now) => ({ ...now, ...ofHost(proof.hosts.find((host) => host.hostId === hostId)) })),
    /** Nothing is called wrong before the first try. */
    has: (fault: Fault) => tried && faults.includes(fault),
    /** The core alone knows when a version was published. */
    beforeVersion,
    error: beforeVersion ? null : record.error,
    saving: record.isPending,
    save: () => {
      setTried(true);
      if (faults.length === 0) record.mutate();
    },
  };
}

export type ManualForm = ReturnType<typeof useManualProof>;

async function send({ kind: asked, client: { id: clientId } }: ManualProof, { kind, versionId, accountIds, happened, note, file }: Typed) {
  if (versionId === undefined || happened === null) throw new Error('The form lets nothing incomplete through');
  const facts = { clientId, versionId, accountIds: [...accountIds], happenedAt: new Date(happened).toISOString(), note };
  const attachment = file === undefined ? undefined : await putFile(file);
  if (asked !== 'signed') return await client.acknowledgements.note({ ...facts, kind, ...(attachment !== undefined && { attachment }) });
  if (attachment === undefined) throw new Error('The form lets no signed notice through without its file');
  return await client.acknowledgements.signed({ ...facts, attachment });
}
