/** Whose limits count a message. */
export interface Counting {
  readonly transport: string;
  readonly hostId: string;
  readonly packId: string | null;
}

/**
 * Who counts a message: its transport as a whole (own pace), its host within it, and its pack at that host. Practice never uses up what real mail may do.
 */
export function lanes({ transport, hostId, packId }: Counting): { readonly own: string; readonly host: string; readonly pack: string } {
  return { own: transport, host: `${transport} ${hostId}`, pack: `${transport} ${hostId} ${packId ?? '-'}` };
}
