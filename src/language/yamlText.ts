import { parseDocument } from '../core/document/parseDocument.ts';
import { isObject } from '../core/text/json.ts';

/** A text as YAML. */
export interface YamlText {
  /** On one line, as it may stand inside brackets too. */
  readonly inline: string;
  /** As a block scalar: its header, and its lines indented from zero. Null where the text has one line. */
  readonly block: { readonly header: string; readonly lines: readonly string[] } | null;
}

/** The text is read back exactly, whatever is in it. */
export function yamlText(text: string): YamlText {
  const inline = isPlain(text) ? text : JSON.stringify(text);
  return { inline, block: text.trimEnd().includes('\n') ? literal(text) : null };
}

/** Words that mean themselves in any YAML, and inside brackets. */
function isPlain(text: string): boolean {
  if (!/^[A-Za-zÀ-ɏ][^\n\t:#,[\]{}"'`|>&*!%@\\]*$/.test(text) || text.endsWith(' ')) return false;
  return !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}

/** Tried before it is taken: blank lines and spaces at either end are read by rules that are easy to get wrong. */
function literal(text: string): YamlText['block'] {
  const body = text.replace(/\n*$/, '');
  const breaks = text.length - body.length;
  const indent = /^[ \n]/.test(text) ? '2' : '';
  const header = `|${indent}${breaks === 0 ? '-' : breaks === 1 ? '' : '+'}`;
  const lines = [...body.split('\n'), ...Array.from({ length: Math.max(0, breaks - 1) }, () => '')];
  const written = `a: ${header}\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\nb: 1\n`;
  const { data } = parseDocument(written);
  return isObject(data) && data['a'] === text ? { header, lines } : null;
}
