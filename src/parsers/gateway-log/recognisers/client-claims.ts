import { claimOf } from '../keyed-text.ts';

interface Client {
  readonly client: string | undefined;
  readonly mode: string | undefined;
  readonly version: string | undefined;
}

/** `<label> <mode> v<version>`; the label may hold spaces. */
export function clientOf(text = ''): Client {
  const versionAt = text.lastIndexOf(' v');
  if (versionAt < 0) return { client: claimOf(text), mode: undefined, version: undefined };
  const label = text.slice(0, versionAt);
  const modeAt = label.lastIndexOf(' ');
  return {
    client: claimOf(modeAt < 0 ? label : label.slice(0, modeAt)),
    mode: modeAt < 0 ? undefined : claimOf(label.slice(modeAt + 1)),
    version: claimOf(text.slice(versionAt + 2)),
  };
}
