import type { SinkKind } from '../../model/alert.ts';
import { file } from './file.ts';
import { webhook } from './webhook.ts';

/** Every way to tell someone. */
export const sinkKinds: readonly SinkKind[] = [file, webhook];
