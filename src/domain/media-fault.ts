import { InputError } from './input-error.ts';

/** A file that a post names is not there or cannot be read; the message names the file. */
export class MediaFault extends InputError {}
