import {
  argumentValues,
  hostOf,
  isCarrier,
  isDownloader,
  isLocal,
  type Json,
  type Step,
  type ToolGroup,
} from '../../src/detector-kit/index.ts';

export interface Destination {
  /** A host, or a person's address. */
  readonly name: string;
  /** Data is handed over, not only asked for. */
  readonly sends: boolean;
}

const copiers = new Set(['scp', 'rsync', 'sftp', 'ssh']);
const bodies =
  /^(?:-d|-F|-T|--data(?:-\w{1,16})?|--form|--upload-file|--post-file|--post-data|--body-data|--json)(?:=|$)/;
const posts = /^(?:post|put|patch)$/i;
const sending = ['send', 'mail', 'post', 'publish', 'upload', 'share', 'webhook', 'message'];
const quietGroups: ReadonlySet<ToolGroup> = new Set([
  'fs-read',
  'fs-write',
  'memory',
  'agents',
  'wrapper',
  'automation',
]);
/** Of this machine or the network around it: nothing has left. */
const near =
  /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.100\.100\.200$|metadata\.google\.internal$)|\.(?:local|internal|lan|localhost)$/;

/** Where a command carries data to. */
export function ofSteps(steps: readonly Step[]): readonly Destination[] {
  return steps.flatMap((step) => {
    const isRemote = step.verb === 'git' && step.words.includes('remote');
    if (!isCarrier(step) && !isRemote) return [];
    const name = clean(copiers.has(step.verb) ? copiedTo(step) : hostOf(step));
    if (name === undefined) return [];
    return [{ name, sends: !isDownloader(step) || isUpload(step) || isPipedInto(step) }];
  });
}

/** Whom or what a call of another tool names. */
export function ofArguments(tool: string, group: ToolGroup, args: Json): readonly Destination[] {
  if (quietGroups.has(group)) return [];
  const sends = sending.some((word) => tool.includes(word));
  if (!sends && group !== 'web' && group !== 'ui' && !tool.includes('fetch')) return [];
  return argumentValues(args, undefined).flatMap(({ kind, value }) => {
    if (kind === 'address') return sends ? [{ name: value.slice(0, 120), sends }] : [];
    const name = kind === 'host' ? clean(value) : undefined;
    return name === undefined ? [] : [{ name, sends }];
  });
}

/** `me@host:path`, `host:path`. */
function copiedTo({ words }: Step): string {
  const target = words
    .slice(1)
    .find((word) => /^(?:[\w.-]{1,64}@)?[\w-][\w.-]{0,250}:/.test(word) || word.includes('@'));
  if (target === undefined) return '';
  const start = target.indexOf('://');
  const place = start < 0 ? target : target.slice(start + 3);
  return place.slice(place.indexOf('@') + 1);
}

function clean(host: string): string | undefined {
  const [bare = ''] = host.toLowerCase().split(/[:/?#]/, 1);
  const name = bare.replace(/\.$/, '').slice(0, 120);
  if (!/^[\w-]+(?:\.[\w-]+)+$/.test(name) || isLocal(name) || near.test(name)) return undefined;
  return name;
}

function isUpload({ words }: Step): boolean {
  return words.some(
    (word, at) => bodies.test(word) || (posts.test(word) && (words[at - 1] ?? '').startsWith('-')),
  );
}

function isPipedInto({ before, words }: Step): boolean {
  return before === '|' || words.some((word) => word.startsWith('<'));
}
