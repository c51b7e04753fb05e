import type { Json } from './json.ts';
import type { Position } from './position.ts';

export type ToolOutcome = 'ok' | 'error' | 'denied' | 'blocked' | 'cancelled' | 'timeout' | 'unknown';

export type AccessOutcome = 'allowed' | 'ok' | 'denied' | 'error' | 'unknown';

export type AccessAction = 'turn' | 'read' | 'list' | 'send' | 'spawn' | 'status' | 'reset' | 'delete';

/**
 * Where the identifiers of an argument came from: the user's words, what a tool or another session returned,
 * the agent's own earlier calls, or nowhere in the session. Of several, the one to worry about most:
 * `result`, then `nowhere`, `own`, `user`.
 */
export type Origin = 'user' | 'result' | 'own' | 'nowhere';

/** What a client says of itself, or a proxy of it: never believed, always kept. */
export interface ClientClaims {
  readonly client?: string;
  readonly mode?: string;
  readonly version?: string;
  readonly platform?: string;
  readonly instance?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly userAgent?: string;
}

/** What the gateway's socket saw. `peer` is the other end of the socket: the client, or a proxy. */
export interface SocketFacts {
  readonly peer?: string;
  /** The forwarded header as logged, unparsed; the gateway cuts it at 300 characters. */
  readonly forwardedFor?: string;
}

/** What each type of event carries. To add a type, add a line here: the compiler finds the rest. */
export interface EventPayloads {
  sessionCreate: {
    readonly channel?: string;
    readonly createdVia?: string;
    readonly parentSessionKey?: string;
  };
  sessionAccess: SocketFacts & {
    readonly action: AccessAction;
    readonly outcome: AccessOutcome;
    /** Canonical key of the other session, when the access leaves its own. */
    readonly targetSessionKey?: string;
    readonly tool?: string;
    readonly callId?: string;
    readonly reason?: string;
    readonly channel?: string;
    readonly trigger?: string;
  };
  toolExecution: {
    readonly tool: string;
    readonly phase: 'start' | 'end';
    readonly outcome: ToolOutcome;
    readonly args?: Json;
    /** From a transcript: by the path of an argument (`to`, `args.url`, `files.0`) that holds an identifier. */
    readonly origins?: { readonly [path: string]: Origin };
    readonly reason?: string;
    /** `sha256:<hex>` of the gateway's call id: the same call has the same id in every source. */
    readonly callId?: string;
    /** The call of the `tool_call` wrapper that made this one. */
    readonly parentCallId?: string;
    /** Set by the linker: the first sighting of this execution. Count these, and each execution counts once. */
    readonly first?: boolean;
    /** From a result without a call: policy had removed the tool, so the gateway never started it. */
    readonly orphan?: boolean;
    /** A sentence about a call that names neither its id nor its session: the linker finds the call. */
    readonly detached?: boolean;
  };
  approvalRequests: {
    readonly status: 'requested' | 'allowed' | 'denied' | 'expired' | 'cancelled';
    readonly approvalId?: string;
    readonly command?: string;
    readonly decision?: string;
    readonly resolver?: string;
    /** Why it ended: `user`, `timeout`, `no-route`, … */
    readonly reason?: string;
    /** As of the tool's execution that asked. */
    readonly callId?: string;
  };
  authAttempt: SocketFacts &
    ClientClaims & {
      readonly outcome: 'success' | 'failure' | 'limited';
      readonly reason?: string;
      readonly method?: string;
      /** Attempts this line stands for. */
      readonly count: number;
    };
  connection: SocketFacts &
    ClientClaims & {
      readonly state: 'opened' | 'closed';
      readonly method?: string;
      readonly role?: string;
      readonly scopes?: readonly string[];
      readonly user?: string;
      readonly reason?: string;
    };
  pairing: SocketFacts &
    ClientClaims & {
      readonly status: 'requested' | 'approved' | 'rejected' | 'removed' | 'upgrade';
      readonly requestId?: string;
      readonly reason?: string;
      readonly automatic?: boolean;
      readonly roleFrom?: string;
      readonly roleTo?: string;
      readonly scopesFrom?: string;
      readonly scopesTo?: string;
      readonly method?: string;
    };
  accessDenied: SocketFacts & {
    readonly what: 'sender' | 'rpc' | 'fetch' | 'route' | 'command' | 'origin' | 'tool';
    readonly method?: string;
    readonly policy?: string;
    readonly reason?: string;
    readonly target?: string;
    readonly count: number;
  };
  configChange: SocketFacts & {
    readonly paths: readonly string[];
    readonly by?: string;
    readonly via: 'rpc' | 'file' | 'reload' | 'cli' | 'unknown';
    readonly result?: string;
  };
  agentRun: {
    readonly status: 'started' | 'finished';
    readonly outcome?: ToolOutcome;
    readonly trigger?: string;
    readonly channel?: string;
  };
  message: {
    readonly direction: 'inbound' | 'outbound';
    readonly outcome: 'ok' | 'error' | 'denied' | 'skipped' | 'unknown';
    readonly channel?: string;
    readonly conversation?: string;
    /** For a message that another session sent: that session's key. */
    readonly fromSessionKey?: string;
    readonly reason?: string;
  };
  gatewayState: {
    readonly state: 'started' | 'ready' | 'stopped';
    readonly version?: string;
    readonly reason?: string;
  };
  evidenceGap: {
    readonly gap: GapKind;
    /** Records, when the evidence says how many. */
    readonly missing?: number;
    readonly from?: number;
    readonly to?: number;
    readonly note?: string;
  };
}

export type GapKind =
  | 'unreadable'
  | 'oversize'
  | 'truncated'
  | 'dropped'
  | 'sequence'
  | 'rotation'
  | 'time'
  | 'conflict'
  | 'forged'
  | 'evicted'
  | 'pruned'
  | 'closed';

export type EventType = keyof EventPayloads;

export interface Actor {
  readonly id: string;
  readonly kind: 'owner' | 'person' | 'agent' | 'system' | 'unknown';
  readonly channel?: string;
}

export interface EventHead<T extends EventType> {
  readonly type: T;
  /** Milliseconds since the epoch, as the evidence says; never the clock of this machine. */
  readonly time: number;
  readonly gateway: string;
  readonly source: Position;
  /** `recorded` by the gateway, or `claimed` by someone else: a claim never clears anyone. */
  readonly trust: 'recorded' | 'claimed';
  readonly agentId?: string;
  readonly sessionKey?: string;
  readonly sessionId?: string;
  readonly runId?: string;
  readonly traceId?: string;
  /** A uuid, or the gateway's short form `8 hex…4 hex`, which the linker resolves. */
  readonly connId?: string;
  /** The ledger's own id of the row. */
  readonly eventId?: string;
  readonly actor?: Actor;
  readonly device?: string;
  /** Canonical form of the client's address. Absent when it is not known. */
  readonly ip?: string;
  /** The client came through a proxy that named nobody: all such clients are one unknown address. */
  readonly behindProxy?: boolean;
  /** The record is a reverse proxy's: the gateway, or a log of its owner, may tell of the same request. */
  readonly witness?: 'proxy';
  /** Fields that were joined from another record instead of read. */
  readonly inferred?: readonly string[];
  /** The gateway's own words, for the excerpt: unmasked, unescaped, at most 2,048 characters. Not part of the output. */
  readonly text?: string;
}

/** `AuditEvent` is the union of all types; `AuditEvent<'authAttempt'>` is one of them. */
export type AuditEvent<T extends EventType = EventType> = {
  [K in T]: EventHead<K> & EventPayloads[K];
}[T];
