import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Surroundings } from '../model/alert.ts';
import { DeliveryError } from './delivery-error.ts';

const elsewhere = [
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
] as const;

/** A secret of the settings: itself, or where it is kept. */
export const secret = z.union(
  [z.string().min(1), ...elsewhere],
  "expected a text, { env: 'NAME' } or { file: '/path' }",
);

/** `http` is for receivers nearby. */
export const webAddress = z
  .string()
  .refine(
    (text) => /^https?:\/\//i.test(text) && URL.canParse(text),
    'expected an address that starts with https://',
  );

/** Whoever knows the address of a webhook may write to it. */
export const secretUrl = z.union(
  [webAddress, ...elsewhere],
  "expected an address that starts with https://, { env: 'NAME' } or { file: '/path' }",
);
export type Secret = z.infer<typeof secret>;

/** Read anew for each delivery, so that it may be changed while the watch is on. */
export async function secretText(kept: Secret, { env }: Pick<Surroundings, 'env'>): Promise<string> {
  if (typeof kept === 'string') return kept;
  const text = 'env' in kept ? env[kept.env] : await textOf(kept.file);
  if (text) return text;
  throw new DeliveryError(
    'env' in kept ? `the environment has no ${kept.env}` : `the secret file ${kept.file} is empty`,
  );
}

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DeliveryError(`the secret file cannot be read: ${why}`, { cause: error });
  }
}
