import { readFile } from 'node:fs/promises';
import { nodemailerFormat } from '../../../adapters/mail-format.ts';
import { nodeTextCodec } from '../../../adapters/text-codec.ts';
import { type ClassifyTools, classifyFile } from '../../../app/classify-file.ts';
import type { ClassifiedMail } from '../../../contract/bounces.ts';
import { UsageError } from '../failure.ts';
import { answer, type CommonOptions, type Terminal } from '../session.ts';

const TOOLS: ClassifyTools = { mail: nodemailerFormat, codec: nodeTextCodec };

/** `sendward bounce classify FILE…`: what mails are, one after the other; needs no data folder and keeps nothing. */
export async function classifyBounces(files: readonly string[], options: CommonOptions, terminal: Terminal): Promise<void> {
  const document: ClassifiedMail[] = [];
  for (const file of files) {
    const bytes = await contentOf(file, terminal);
    for await (const mail of classifyFile(TOOLS, { name: file, bytes })) document.push(mail);
  }
  answer(terminal, options, { document, words: document.flatMap((mail) => inWords(mail, terminal)) });
}

async function contentOf(file: string, terminal: Terminal): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(terminal.say('cli:cannotRead', { file }), { cause: error });
  }
}

function inWords({ file, kind, recipients }: ClassifiedMail, { say }: Terminal): string[] {
  const lines = recipients.map(({ address, class: what, target, code, suppress }) => {
    const words = [address === '' ? say('cli:bounce.unnamed') : address, say(`cli:bounce.class.${what}`), say(`cli:bounce.target.${target}`), code];
    return `  ${[...words, suppress ? say('cli:bounce.suppress') : ''].filter((word) => word !== '').join('\t')}`;
  });
  return [`${file}\t${say(`cli:bounce.kind.${kind}`)}`, ...lines];
}
