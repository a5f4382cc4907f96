import type { BlockedRecipient } from '../../../src/contract/recipients.ts';

/** What a tool is given. Of a closed case everything is shown and nothing changed. */
export interface ToolProps {
  readonly recipient: BlockedRecipient;
  readonly isClosed: boolean;
}
