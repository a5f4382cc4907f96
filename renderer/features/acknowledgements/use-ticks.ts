import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FileRef, PackId, VersionId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';

export type TicksAnswer = Awaited<ReturnType<typeof client.acknowledgements.previewTicks>>;

interface Table {
  readonly name: string;
  readonly fileRef: FileRef;
}

/** Which pack the ticks are about, and which version stood beside them: the first pack and the version in force until something else is chosen. */
function useAbout() {
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const [chosenPack, setPack] = useState<PackId>();
  const [chosenVersion, setVersion] = useState<VersionId>();
  const packs = hosts.flatMap((host) => host.packs.map((pack) => ({ ...pack, hostName: host.name })));
  const pack = packs.find(({ id }) => id === chosenPack) ?? packs[0];
  const versions = useQuery({
    ...orpc.policies.list.queryOptions({ input: { kind: 'notice', ...(pack !== undefined && { hostId: pack.hostId }) } }),
    enabled: pack !== undefined,
  }).data;
  const version = versions?.find(({ id }) => id === chosenVersion) ?? versions?.find(({ inForce }) => inForce) ?? versions?.[0];
  return { packs, pack, setPack, versions, version, setVersion };
}

/** One import of ticks: the table, the pack and version it is about, what would happen, and the import itself. */
export function useTicks() {
  const about = useAbout();
  const { pack, version } = about;
  const [table, setTable] = useState<Table>();
  const upload = useMutation({
    mutationFn: async (file: File) => ({ name: file.name, fileRef: await putFile(file) }),
    onSuccess: setTable,
  });
  const [everyRowTicked, setEveryRowTicked] = useState(false);
  const input =
    table === undefined || pack === undefined || version === undefined
      ? undefined
      : { fileRef: table.fileRef, packId: pack.id, versionId: version.id, everyRowTicked };
  const preview = useQuery({
    ...orpc.acknowledgements.previewTicks.queryOptions({ input: input ?? { fileRef: '', packId: '', versionId: '' }, placeholderData: keepPreviousData }),
    enabled: input !== undefined,
    retry: false,
  });
  const importing = useStream(client.acknowledgements.importTicks);
  return {
    ...about,
    table,
    upload,
    /** Only when there is something to judge. */
    preview: input === undefined ? undefined : preview,
    importing,
    everyRowTicked,
    setEveryRowTicked,
    run: () => input !== undefined && void importing.run(input),
    restart: () => {
      importing.reset();
      upload.reset();
      setTable(undefined);
      setEveryRowTicked(false);
    },
  };
}

export type TicksJob = ReturnType<typeof useTicks>;
