import type { SourceGap } from '../model/source.ts';
import type { FileOnDisk } from './open-file.ts';
import type { Place } from './place.ts';

/** A file that holds evidence, by its place or because the user named it. */
export interface FoundFile extends FileOnDisk, Place {
  readonly size?: number;
  /** When it was last written, in milliseconds since the epoch. */
  readonly modified?: number;
  /** Its path within the folder that the user gave. */
  readonly relative?: string;
  /** Its name is a symbolic link to it. */
  readonly linked: boolean;
  /** Named by the user. */
  readonly given: boolean;
  /** Absolute path of the state folder it lies in. */
  readonly stateFolder?: string;
}

/** A file or folder that is not read. */
export interface IgnoredFile {
  readonly path: string;
  readonly name: string;
  /** Its path within the folder that the user gave. */
  readonly relative: string;
  readonly note?: string;
}

/** What looking around has found so far. */
export interface Found {
  readonly files: FoundFile[];
  readonly ignored: IgnoredFile[];
  readonly problems: SourceGap[];
  /** Path of each state folder, and of its settings when it has them. */
  readonly stateFolders: Map<string, string | undefined>;
  /** Identities of the folders that were walked. */
  readonly walked: Set<string>;
}

export function nothingFound(): Found {
  return { files: [], ignored: [], problems: [], stateFolders: new Map(), walked: new Set() };
}
