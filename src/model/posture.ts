/**
 * What the settings of one gateway allow, as they were read at the start. What is `undefined` they do not say:
 * then its version decides.
 */
export interface GatewayPosture {
  /** The version that last wrote the settings. */
  readonly version?: string;
  readonly bind?: string;
  /** `off`, `serve`, or `funnel`: then the whole internet reaches the gateway. */
  readonly tailscale?: string;
  readonly authMode?: string;
  readonly rateLimit?: RateLimit;
  readonly trustedProxies: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Flags of the Control UI that switch a protection off, and are on. */
  readonly insecureFlags: readonly string[];
  readonly sessionsVisibility?: string;
  readonly agentToAgent?: boolean;
  readonly agentToAgentAllow: readonly string[];
  readonly dmScope?: string;
  readonly workspaceOnly?: boolean;
  readonly auditEnabled?: boolean;
  readonly logLevel?: string;
  /** Of agents that have no settings of their own. */
  readonly tools: ToolPosture;
  readonly agents: readonly (ToolPosture & { readonly id: string })[];
  readonly channels: readonly ChannelPosture[];
  /** What `exec-approvals.json` adds: of both, the stricter holds. */
  readonly execApprovals?: ExecPosture;
}

export interface RateLimit {
  readonly maxAttempts?: number;
  readonly windowMs?: number;
  readonly lockoutMs?: number;
  readonly exemptLoopback?: boolean;
}

export interface ExecPosture {
  /** `deny`, `allowlist` or `full`. */
  readonly security?: string;
  /** `off`, `on-miss` or `always`. */
  readonly ask?: string;
}

export interface ToolPosture {
  readonly profile?: string;
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  readonly exec: ExecPosture & { readonly host?: string };
  /** `off`, `non-main` or `all`. */
  readonly sandbox?: string;
}

export interface ChannelPosture {
  readonly channel: string;
  readonly account?: string;
  readonly dmPolicy?: string;
  readonly groupPolicy?: string;
  /** `allowFrom` holds `*`: everybody may write. */
  readonly open: boolean;
}
