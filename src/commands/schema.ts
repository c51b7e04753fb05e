import { jsonSchemas } from '../reporters/json-schema.ts';
import { exitCodes } from './exit-codes.ts';
import { print } from './write-output.ts';

/** `openclaw-audit schema` */
export async function showSchema(): Promise<number> {
  await print(`${JSON.stringify(jsonSchemas(), null, 2)}\n`);
  return exitCodes.done;
}
