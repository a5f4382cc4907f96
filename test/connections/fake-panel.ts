import type { Connector, ConnectorKind, PanelAccount, PanelUsage, PanelWarning, UsageReader, UsageWindow } from '../../src/connectors/connector.ts';
import { PANELS } from '../../src/connectors/registry.ts';
import type { AppError } from '../../src/shared/app-error.ts';
import type { Capability, PanelKind } from '../../src/shared/panels.ts';

type Call = 'probe' | 'accounts' | 'usage' | 'warnings';

/** What each call finds, unless a test says otherwise. */
export class FakePanel {
  accounts: readonly (readonly PanelAccount[])[] = [[]];
  usage: readonly PanelUsage[] = [];
  warnings: readonly PanelWarning[] = [];
  capabilities: readonly Capability[] = [];
  /** What reading one window throws; null = it can be read. */
  refusedWindow: (window: UsageWindow) => AppError | null = () => null;
  /** A counter of the day in place of figures by window. */
  counts = false;
  /** What a call throws, for as long as it stands here. */
  readonly failing = new Map<Call, AppError | Error>();
  /** What a call waits for before it answers. */
  pause: (call: Call, signal: AbortSignal | undefined) => Promise<void> = async () => {};
  readonly calls: { readonly call: Call; readonly login: string; readonly secret: string; readonly at: number }[] = [];
  readonly windows: UsageWindow[] = [];
  /** Calls that began while another one of the same login was not over. */
  overlaps = 0;
  readonly #busy = new Map<string, number>();

  /** The panels there are, with this one in place of one of them. */
  kinds(kind: PanelKind = 'whm'): Record<PanelKind, ConnectorKind> {
    return { ...PANELS, [kind]: this.#kind(kind) };
  }

  asked(call: Call, login?: string): number {
    return this.calls.filter((each) => each.call === call && (login === undefined || each.login === login)).length;
  }

  #kind(kind: PanelKind): ConnectorKind {
    return {
      form: { kind, defaultPort: 2087, privileges: [{ name: 'track-email', needs: ['sent', 'outcomes'] }], secret: 'token', needsZone: false },
      connect: ({ login, secret, now }) => {
        const enter = async (call: Call, signal: AbortSignal | undefined): Promise<void> => {
          this.calls.push({ call, login, secret, at: now() });
          const others = this.#busy.get(login) ?? 0;
          if (others > 0) this.overlaps++;
          this.#busy.set(login, others + 1);
          try {
            await this.pause(call, signal);
            signal?.throwIfAborted();
            const error = this.failing.get(call);
            if (error !== undefined) throw error;
          } finally {
            this.#busy.set(login, (this.#busy.get(login) ?? 1) - 1);
          }
        };
        return this.#connector(enter);
      },
    };
  }

  #connector(enter: Enter): Connector {
    const panel: FakePanel = this;
    return {
      capabilities: () => [{ need: 'sent', given: 'unknown', privilege: 'track-email', call: 'emailtrack_user_stats' }],
      probe: async (signal) => {
        await enter('probe', signal);
        return { capabilities: panel.capabilities, version: '1.0', resellerSuspended: null };
      },
      accounts: async function* (signal) {
        for (const page of panel.accounts) {
          await enter('accounts', signal);
          yield page;
        }
      },
      usage: panel.counts ? counter(panel, enter) : figures(panel, enter),
      messages: null,
      warnings: async function* (signal) {
        await enter('warnings', signal);
        yield panel.warnings;
      },
    };
  }
}

type Enter = (call: Call, signal: AbortSignal | undefined) => Promise<void>;

function figures(panel: FakePanel, enter: Enter): UsageReader {
  return {
    kind: 'windows',
    definition: 'messages_events',
    keptDays: 3,
    silentIsZero: true,
    read: async function* (window, signal) {
      await enter('usage', signal);
      const refused = panel.refusedWindow(window);
      if (refused !== null) throw refused;
      panel.windows.push(window);
      yield panel.usage;
    },
  };
}

function counter(panel: FakePanel, enter: Enter): UsageReader {
  return {
    kind: 'today',
    definition: 'deliveries',
    silentIsZero: true,
    read: async function* (_logins, signal) {
      await enter('usage', signal);
      yield panel.usage;
    },
  };
}

/** An account as a panel shows it. */
export function shown(login: string, changes: Partial<PanelAccount> = {}): PanelAccount {
  return {
    ...{ login, birth: `uid:${login}`, domain: `${login}.example`, otherDomains: [], emails: [`owner@${login}.example`], owner: 'reseller', plan: 'Starter' },
    ...{ createdAt: Date.UTC(2025, 0, 15), own: false, suspended: false, locked: false, outgoingMail: 'open', reason: '', suspendedAt: null },
    ...{ lifter: 'unknown', limits: [], unlimited: null },
    ...changes,
  };
}

/** Figures of an account in a window. */
export function sent(login: string, count: number): PanelUsage {
  const unsaid = { deferred: null, failed: null, recipients: null, bytes: null, limitReached: '', limit: null };
  return { login, domain: '', sent: count, delivered: count, ...unsaid };
}
