/** Lines of security subsystems that say nothing an event could; they are known, so not drift. */
export const harmless: readonly { readonly subsystem: string; readonly prefixes: readonly string[] }[] = [
  {
    subsystem: 'gateway/ws',
    prefixes: [
      // Each has a `closed before connect` beside it that says more.
      'handshake timeout conn=',
      'invalid handshake conn=',
      'protocol mismatch conn=',
      'error conn=',
      '✗ parse-error ',
      '→ event ',
      '← req ',
      '→ req ',
      'security warning: websocket origin accepted via Host-header fallback ',
      'Loopback connection with non-local Host header. ',
    ],
  },
  {
    subsystem: 'gateway',
    prefixes: [
      'parse/handle error: ',
      "[plugins] OpenClaw can't verify where this plugin came from. ",
      'config.patch restart coalesced ',
      'config.apply restart coalesced ',
      'config.patch noop ',
      'config.apply noop ',
      'security warning: dangerous config flags enabled: ',
      'security metric: gateway.controlUi.dangerouslyAllowHostHeaderOriginFallback ',
      '⚠️  Gateway is binding to a non-loopback address. ',
      'Gateway auth mode=none explicitly configured; ',
      'SECURITY WARNING: gateway.auth.trustedProxy.deviceAutoApprove.scopes ',
      'gateway: observed unattributable proxy-shaped traffic from ',
      'observed unattributable proxy-shaped traffic from ',
      'device pairing rename denied ',
      'device pairing renamed ',
      'node pairing ',
      'node rename denied ',
      'update.run ',
    ],
  },
  { subsystem: 'gateway/hooks', prefixes: ['hook agent failed: ', 'hook mapping failed: '] },
  {
    subsystem: 'exec',
    prefixes: [
      'ignoring unprofiled safeBins entries ',
      'interpreter/runtime binaries in safeBins ',
      'obfuscation ',
    ],
  },
];
