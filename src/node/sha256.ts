import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Hash } from '../core/text/ports.ts';

/** SHA-256 of the text's UTF-8 bytes, synchronous on every host, in lower-case hexadecimal. */
export const sha256: Hash = (text) => bytesToHex(digest(utf8ToBytes(text)));
