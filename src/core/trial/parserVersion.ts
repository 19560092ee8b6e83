/**
 * Changes whenever the same transcript may be read differently. Part of a verdict's key, and of a trial's id where what was read of
 * an answer decides how the conversation goes on.
 */
export const PARSER_VERSION = 3;
