import type { Detector } from '../src/detector-kit/index.ts';
import approvalAbuse from './approval-abuse/approval-abuse.ts';
import credentialExfiltration from './credential-exfiltration/credential-exfiltration.ts';
import crossSessionAccess from './cross-session-access/cross-session-access.ts';
import devicePairingAbuse from './device-pairing-abuse/device-pairing-abuse.ts';
import evidenceGap from './evidence-gap/evidence-gap.ts';
import multiIpSession from './multi-ip-session/multi-ip-session.ts';
import repeatedAuthFailures from './repeated-auth-failures/repeated-auth-failures.ts';
import riskyConfigChange from './risky-config-change/risky-config-change.ts';
import unauthorizedSender from './unauthorized-sender/unauthorized-sender.ts';
import unusualToolUse from './unusual-tool-use/unusual-tool-use.ts';

/** All detectors, by name. */
export const detectors: readonly Detector[] = [
  approvalAbuse,
  credentialExfiltration,
  crossSessionAccess,
  devicePairingAbuse,
  evidenceGap,
  multiIpSession,
  repeatedAuthFailures,
  riskyConfigChange,
  unauthorizedSender,
  unusualToolUse,
];
