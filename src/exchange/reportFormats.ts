export const reportFormats = ['html', 'csv', 'jsonl', 'junit', 'sarif', 'inspect'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface ReportOptions {
  /** The most transcripts that a page holds; only `html` asks. */
  readonly transcripts: number;
}

/** As many as can be read, and few enough for a page that opens at once. */
export const defaultTranscripts = 100;
