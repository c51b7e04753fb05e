import type { Detector } from '../model/detector.ts';

export { z as option } from 'zod';
export * from '../facts/address.ts';
export * from '../facts/duration.ts';
export * from '../facts/duration-option.ts';
export * from '../facts/gateway-reach.ts';
export { inGateway, joining } from '../facts/joined.ts';
export * from '../facts/network-option.ts';
export { remember } from '../facts/remember.ts';
export * from '../facts/session-key.ts';
export * from '../facts/session-kind.ts';
export * from '../facts/tool.ts';
export type * from '../model/coverage.ts';
export type * from '../model/detector.ts';
export type * from '../model/event.ts';
export type * from '../model/finding.ts';
export type * from '../model/json.ts';
export type * from '../model/learning.ts';
export type * from '../model/posture.ts';
export * from './argument-values.ts';
export * from './call-words.ts';
export * from './chance.ts';
export * from './clamp.ts';
export * from './command-word.ts';
export * from './exec-policy.ts';
export * from './hash-text.ts';
export { hostOf, isCarrier, isDownloader, isLocal, mayCarry } from './network.ts';
export * from './periods.ts';
export * from './profile.ts';
export * from './reads.ts';
export * from './secret-places.ts';
export { secretsIn } from './secrets-in-steps.ts';
export * from './severity.ts';
export { areOlder, cureOf, isLogRead, isLookedInto, Sightings, transcriptCure } from './sight.ts';
export { baseName, isShell, type Step, stepsOf } from './steps.ts';
export * from './time.ts';
export { levelCure } from './unwritten.ts';

/** Returns its argument; it only lets TypeScript infer the type of `options`. */
export function defineDetector<Options>(detector: Detector<Options>): Detector<Options> {
  return detector;
}
