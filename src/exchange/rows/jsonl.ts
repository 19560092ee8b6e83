import { orderedTrials, type ReportSource, type ReportText } from '../reportSource.ts';
import { cleanJson } from '../cleanJson.ts';
import { resultRows } from './resultRow.ts';

/** One JSON object a line for each trial and classifier. */
export async function* jsonlReport(source: ReportSource): ReportText {
  for (const record of orderedTrials(source.state))
    for (const row of await resultRows(source, record)) yield `${cleanJson(row, source.clean)}\n`;
}
