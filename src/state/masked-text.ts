import { maskSecrets } from '../facts/mask.ts';
import { remember } from '../facts/remember.ts';

/** A text without credentials; asked twice for the same event, it is masked once. */
export const maskedText = remember(maskSecrets);
