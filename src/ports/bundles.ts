import type { BundleTools } from '../shared/bundle/tools.ts';

/** What making and checking bundles needs beside the files of the core. */
export interface BundleKit {
  readonly tools: BundleTools;
  /** The verifiers that run without this app and go into every bundle: a page and a script. */
  verifiers(): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]>;
}
