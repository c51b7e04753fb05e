/** What a setting decides. */
export const areas = ['access', 'limits', 'records'] as const;
export type Area = (typeof areas)[number];

export interface Risk {
  readonly path: string;
  readonly area: Area;
  /** False for a whole section, of which the part that changed may be harmless. */
  readonly sure: boolean;
}

/** The protecting settings among these paths, each once. */
export function risksIn(paths: readonly string[], ignored: readonly string[]): readonly Risk[] {
  const risks = paths.slice(0, 200).flatMap((path) => riskOf(path.trim(), ignored) ?? []);
  return risks.filter(({ path }, at) => risks.findIndex((risk) => risk.path === path) === at);
}

function riskOf(path: string, ignored: readonly string[]): Risk | undefined {
  if (ignored.some((name) => path === name || path.startsWith(`${name}.`))) return undefined;
  if (harmless.test(path)) return undefined;
  const area = areas.find((name) => sure[name].test(path));
  if (area !== undefined) return { path, area, sure: true };
  const section = areas.find((name) => whole[name].test(path));
  return section === undefined ? undefined : { path, area: section, sure: false };
}

/** The gateway keeps its own books, and much that stands in these sections protects nothing. */
const harmless =
  /^(?:meta|plugins\.installs)(?:\.|$)|^tools\.exec\.(?:timeout\w{0,20}|background\w{0,20}|cleanup\w{0,20}|notify\w{0,20})$|^gateway\.auth\.rateLimit\.pruneIntervalMs$/;

const sure: { readonly [A in Area]: RegExp } = {
  access:
    /^gateway\.(?:auth|bind|customBindHost|controlUi|trustedProxies|allowRealIpFallback|tailscale|tls|http|nodes)(?:\.|$)|^hooks\.(?:enabled|token|path|allow\w{1,40}|defaultSessionKey|mappings|presets)(?:\.|$)|^channels\.[^.]{1,80}(?:\.accounts\.[^.]{1,80})?\.(?:dmPolicy|dm|allowFrom|groupPolicy|groupAllowFrom|groups|guilds|execApprovals)(?:\.|$)|^commands\.(?:ownerAllowFrom|allowFrom|useAccessGroups)(?:\.|$)|^accessGroups(?:\.|$)/,
  limits:
    /^(?:agents\.(?:defaults|(?:list|entries)[.[][^.]{1,80})\.)?(?:tools\.(?:exec|elevated|allow|alsoAllow|deny|profile|byProvider|sandbox|subagents|sessions|agentToAgent|fs)|sandbox|elevatedDefault|execApprovals)(?:\.|$)|^(?:approvals|session\.(?:dmScope|scope|groupScope|identityLinks)|plugins\.(?:load|entries|allow|deny|enabled)|hooks\.internal\.(?:load|handlers)|browser\.(?:ssrfPolicy|noSandbox|evaluateEnabled)|skills\.load)(?:\.|$)/,
  records: /^logging\.(?:level|file|audit|redactSensitive|redactPatterns)(?:\.|$)/,
};

const whole: { readonly [A in Area]: RegExp } = {
  access: /^(?:gateway|hooks|channels(?:\.[^.]{1,80})?|commands)$/,
  limits:
    /^(?:tools|session|plugins|agents|agents\.(?:list|entries)|mcp(?:\.servers)?(?:\.[^.]{1,80})?|secrets)$/,
  records: /^logging$/,
};
