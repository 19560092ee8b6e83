// Generated from schemas/approvals.schema.json by `npm run generate`. Do not edit.
import type { SchemaError } from '../../document/schemaError.ts';

/** What is wrong with the data; empty where it is as the schema says. The data must not be deeper than a parsed document. */
export declare function validateApprovals(data: unknown): readonly SchemaError[];
