/** What a panel tells of one try to deliver one message to one recipient. Epoch milliseconds. */
export interface DeliveryEvent {
  /** Id of the message in the queue: its tries are joined by it. */
  readonly messageId: string;
  readonly at: number;
  readonly sentAt: number;
  /** Whose message it is: login, else domain. */
  readonly account: string;
  readonly domain: string;
  readonly sender: string;
  readonly recipient: string;
  readonly outcome: 'delivered' | 'deferred' | 'failed' | 'in_progress';
  /** False = delivered on this server; null = not told, then taken to be outside. */
  readonly remote: boolean | null;
  readonly text: string;
  /** Place in the files, and line in it from 1. */
  readonly file: number;
  readonly line: number;
}
