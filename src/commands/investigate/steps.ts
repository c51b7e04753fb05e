import { askAlways, policyCommand } from '../../detector-kit/exec-policy.ts';
import { isPrivate } from '../../facts/address.ts';
import { shellWord } from '../../facts/shell-word.ts';
import type { GatewayPosture } from '../../model/posture.ts';
import { givenPaths } from '../../reporters/given-paths.ts';
import type { Reach, Step, Subject, Touched } from '../../reporters/investigation/investigation.ts';
import type { Admissions } from './admissions.ts';

export interface Suspicion {
  readonly subject: Subject;
  readonly reach: Reach;
  /** Of its devices. */
  readonly admissions: Admissions;
  /** Of the one gateway that was read, if its settings were. */
  readonly posture: GatewayPosture | undefined;
  /** When the evidence was looked at. */
  readonly asOf: string;
  /** Of the evidence, as they were given. */
  readonly paths: readonly string[];
}

/** What to do about a suspected leak, in order, with commands that the gateway has. */
export function stepsFor({ subject, reach, admissions, posture, asOf, paths }: Suspicion): readonly Step[] {
  return [
    step('Stop the gateway.', 'openclaw gateway stop'),
    step('Keep the evidence: copy the state folder and /tmp/openclaw, where logs are deleted after a day.'),
    ...block(subject, reach),
    rotation(posture),
    step(
      'Revoke the keys of models and channels where they were issued, and issue new ones: whoever ran tools may have read them.',
    ),
    step('Tighten the settings until you know what happened.', ...tightening(subject, reach)),
    step('Start again.', 'openclaw gateway restart'),
    step(
      'Remove the devices that are not yours, and reject what still waits (`openclaw devices reject <requestId>`).',
      'openclaw devices list',
      ...refusals(reach, admissions),
    ),
    step('Read what was asked, and by whom.', ...readings(subject, reach)),
    step(
      'Look again.',
      'openclaw security audit --deep',
      `openclaw-audit investigate${givenPaths(paths)} --${subject.kind} ${shellWord(subject.value)} --since ${asOf}`,
    ),
  ];
}

const few = 5;

function step(text: string, ...commands: readonly string[]): Step {
  return { text, commands };
}

function block({ kind, value }: Subject, { addresses }: Reach): readonly Step[] {
  const all = kind === 'ip' ? [value] : fewOf(addresses);
  const outside = all.filter((address) => !isPrivate(address));
  if (outside.length === 0) return [];
  const whose = kind === 'ip' ? '' : ` unless ${outside.length === 1 ? 'it is' : 'they are'} yours`;
  return [step(`Block ${outside.join(', ')} in the firewall or the proxy${whose}.`)];
}

function rotation(posture: GatewayPosture | undefined): Step {
  const credential = posture?.authMode === 'password' ? 'password' : 'token';
  return step(
    `Make a new gateway ${credential}, and give it to your own clients (gateway.remote.${credential}).`,
    `openclaw config set gateway.auth.${credential} "$(openssl rand -hex 32)"`,
  );
}

const chatChannels = [
  'telegram',
  'whatsapp',
  'discord',
  'slack',
  'signal',
  'imessage',
  'googlechat',
  'msteams',
  'matrix',
  'mattermost',
  'line',
];

function tightening(subject: Subject, { people, tools }: Reach): readonly string[] {
  const writers = [...(subject.kind === 'actor' ? [subject.value] : []), ...fewOf(people)];
  const channels = new Set(writers.map((one) => one.slice(0, Math.max(0, one.indexOf(':')))));
  return [
    'openclaw config set gateway.bind loopback',
    ...chatChannels
      .filter((channel) => channels.has(channel))
      .map((channel) => `openclaw config set channels.${channel}.dmPolicy disabled`),
    'openclaw config set session.dmScope per-channel-peer',
    'openclaw config set tools.sessions.visibility tree',
    'openclaw config set tools.agentToAgent.enabled false',
    ...(tools.values.length > 0 ? [policyCommand(askAlways)] : []),
  ];
}

/** A device that only asked is on no list that it could be removed from. */
function refusals({ devices }: Reach, admissions: Admissions): readonly string[] {
  const all = fewOf(devices);
  const requests = all.flatMap((device) => admissions.requestOf(device) ?? []);
  return [
    ...all
      .filter((device) => isPlain(device) && admissions.isIn(device))
      .map((device) => `openclaw devices remove ${shellWord(device)}`),
    ...requests.filter(isPlain).map((request) => `openclaw devices reject ${shellWord(request)}`),
  ];
}

function readings({ kind, value }: Subject, { sessions, reachedSessions }: Reach): readonly string[] {
  const isKey = (key: string) => isPlain(key) && !key.startsWith('label:');
  const keys = [...fewOf(sessions), ...fewOf(reachedSessions)].filter(isKey);
  return [
    ...(kind === 'run' && isPlain(value)
      ? [`openclaw audit --run ${shellWord(value)} --explain --json`]
      : []),
    ...[...new Set(keys)]
      .slice(0, few)
      .map((key) => `openclaw sessions export-trajectory --session-key ${shellWord(key)}`),
    'openclaw audit --json',
  ];
}

/** A shell takes it for one word and a program for no option, and it reads as it is. */
function isPlain(id: string): boolean {
  return /^[\w.:@/+=-]{1,512}$/.test(id) && !id.startsWith('-');
}

function fewOf({ values }: Touched): readonly string[] {
  return values.slice(0, few).map(({ value }) => value);
}
