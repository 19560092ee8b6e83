export const reportFormats = ['html', 'csv', 'jsonl', 'junit', 'sarif', 'inspect'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** How a file of each format ends, without the dot. */
export const reportExtensions: Readonly<Record<ReportFormat, string>> = {
  html: 'html',
  csv: 'csv',
  jsonl: 'jsonl',
  junit: 'xml',
  sarif: 'sarif',
  inspect: 'json',
};

export interface ReportOptions {
  /** The most transcripts that a page holds; only `html` asks. */
  readonly transcripts: number;
}

/** As many as can be read, and few enough for a page that opens at once. */
export const defaultTranscripts = 100;
