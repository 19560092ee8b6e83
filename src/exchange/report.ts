import { assertNever } from '../core/text/assertNever.ts';
import { htmlReport } from './html/htmlReport.ts';
import { inspectReport } from './inspect/inspectLog.ts';
import { junitReport } from './junit.ts';
import type { ReportFormat, ReportOptions } from './reportFormats.ts';
import type { ReportSource, ReportText } from './reportSource.ts';
import { csvReport } from './rows/csv.ts';
import { jsonlReport } from './rows/jsonl.ts';
import { sarifReport } from './sarif/expectationsSarif.ts';

/** A run in another form, piece by piece. */
export function createReport(format: ReportFormat, source: ReportSource, options: ReportOptions): ReportText {
  switch (format) {
    case 'html':
      return htmlReport(source, options);
    case 'csv':
      return csvReport(source);
    case 'jsonl':
      return jsonlReport(source);
    case 'junit':
      return junitReport(source);
    case 'sarif':
      return sarifReport(source);
    case 'inspect':
      return inspectReport(source);
    default:
      return assertNever(format);
  }
}
