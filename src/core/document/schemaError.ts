/**
 * What a generated validator says about one part of the data. `params` depends on the keyword; the generator adds to
 * `additionalProperties` the keys that are known there, so that nobody needs the schema to word an error.
 */
export interface SchemaError {
  readonly keyword: string;
  /** The JSON pointer of the data that is wrong. */
  readonly instancePath: string;
  /** Where the schema says so: `#/definitions/name/pattern`. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that is wrong, where it is the key and not its value. */
  readonly propertyName?: string;
}
