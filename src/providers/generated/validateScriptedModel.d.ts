// Generated from schemas/scripted-model.schema.json by `npm run generate`. Do not edit.
import type { SchemaError } from '../../core/document/schemaError.ts';

/** What is wrong with the data; empty where it is as the schema says. The data must not be deeper than a parsed document. */
export declare function validateScriptedModel(data: unknown): readonly SchemaError[];
