import type { AnalysisView } from '../../src/core/view/analysis.ts';
import type { TranscriptView, TrialFilter, TrialRow, TrialsPage } from '../../src/core/view/views.ts';
import type { FromPanel, ToPanel } from '../../src/protocol/messages.ts';
import type { Fixture } from './states.ts';
import { transcriptOf } from './transcripts.ts';

type GetTrials = Extract<FromPanel, { type: 'getTrials' }>;

/** The other end of the channel: answers from a fixture and remembers what it was asked. */
export class FakeExtension {
  readonly received: FromPanel[] = [];
  readonly send: (message: ToPanel) => Promise<void>;
  /** Another transcript than the usual one; null: it has not come. */
  transcript: (row: TrialRow) => TranscriptView | null = transcriptOf;
  analysis: (run: string, classifier: string) => AnalysisView | null = () => null;
  /** Another list than the fixture's. */
  answerTrials: (message: GetTrials) => TrialsPage = (message) => this.pageOf(message);
  private fixture: Fixture;
  private searched = '';

  constructor(fixture: Fixture, send: (message: ToPanel) => Promise<void>) {
    this.fixture = fixture;
    this.send = send;
  }

  /** For a page that begins anew. */
  reset(fixture: Fixture): void {
    this.fixture = fixture;
    this.transcript = transcriptOf;
    this.analysis = () => null;
    this.received.length = 0;
  }

  async show(fixture: Fixture): Promise<void> {
    this.fixture = fixture;
    await this.send({ type: 'state', state: fixture.state });
  }

  async receive(message: FromPanel): Promise<void> {
    this.received.push(message);
    const rows = this.fixture.run?.rows ?? [];
    if (message.type === 'ready') await this.show(this.fixture);
    if (message.type === 'setBlind') await this.send({ type: 'blind', on: message.on });
    if (message.type === 'getTrials') {
      const { request, run } = message;
      await this.send({ type: 'trials', request, run, page: this.answerTrials(message) });
      const { text = '' } = message.filter;
      if (text !== this.searched) await this.send({ type: 'searched', run, text, share: 1 });
      this.searched = text;
    }
    if (message.type === 'getAnalysis') {
      const { run, classifier } = message;
      await this.send({ type: 'analysis', run, analysis: this.analysis(run, classifier) });
    }
    if (message.type === 'getComparison')
      await this.send({ type: 'comparison', run: message.run, comparison: null, show: false });
    if (message.type === 'openTrial') {
      const row = rows.find(({ trial }) => trial === message.trial);
      const transcript = row === undefined ? null : this.transcript(row);
      if (transcript !== null) await this.send({ type: 'transcript', run: message.run, transcript });
    }
  }

  private pageOf({ filter, offset, limit }: GetTrials): TrialsPage {
    const found = (this.fixture.run?.rows ?? []).filter((row) => matches(row, filter));
    return { total: found.length, offset, rows: found.slice(offset, offset + limit) };
  }

  /** What a model writes in the trial that is open. */
  async stream(kind: 'text' | 'reasoning', text: string): Promise<void> {
    const open = this.received.findLast((message) => message.type === 'openTrial');
    if (open?.trial === undefined || open.trial === null) throw new Error('No trial is open.');
    await this.send({ type: 'delta', run: open.run, trial: open.trial, delta: { kind, text } });
  }

  /** The open trial has ended. */
  async finish(row: TrialRow): Promise<void> {
    const transcript = this.transcript(row);
    if (transcript === null) throw new Error('This transcript never comes.');
    await this.send({ type: 'transcript', run: this.fixture.run?.view.run ?? '', transcript });
  }
}

function matches(row: TrialRow, { condition, model, classifier, verdict, text = '' }: TrialFilter): boolean {
  if (!JSON.stringify(transcriptOf(row).parts).includes(text)) return false;
  if (condition !== undefined && row.condition !== condition) return false;
  if (model !== undefined && row.model !== model) return false;
  if (verdict === undefined) return true;
  const given = row.verdicts.find((each) => each.classifier === classifier);
  if (given === undefined) return false;
  const kind = given.status !== 'graded' ? 'excluded' : given.positive === true ? 'positive' : 'negative';
  return kind === verdict;
}
