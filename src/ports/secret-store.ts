/** Keeps secrets outside the database in clear. Throws `secret_store_unavailable` rather than store without protection. */
export interface SecretStore {
  /** `elsewhere`: the other shell keeps it and this one cannot read it. */
  state(name: string): Promise<'not_set' | 'set' | 'stored_by_other_shell'>;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  clear(name: string): Promise<void>;
}
