import { Argument, Option, type Command } from 'commander';
import { defaultTranscripts, reportFormats } from '../exchange/reportFormats.ts';
import { importKinds, type ImportKind } from '../exchange/transcripts/transcriptSource.ts';
import type { AgreementOptions } from './commands/agreementCommand.ts';
import type { AnalyzeOptions } from './commands/analyzeCommand.ts';
import type { CompareOptions } from './commands/compareCommand.ts';
import {
  approve,
  budget,
  collect,
  command,
  concurrency,
  endpoint,
  namedRun,
  numberOrAll,
  out,
  prices,
  scenarioFiles,
  where,
  wholeNumber,
} from './commandParts.ts';
import type { GradeOptions } from './commands/gradeCommand.ts';
import { createOutput, type Format } from './output.ts';
import type { ImportChoice } from './commands/importCommand.ts';
import type { ReportChoice } from './commands/reportCommand.ts';
import type { ResumeOptions } from './commands/resumeCommand.ts';
import type { RunOptions } from './commands/runCommand.ts';
import type { TestOptions } from './commands/testCommand.ts';

interface CommonOptions {
  readonly format: Format;
  readonly color: boolean;
}

/** Called with the exit code of the command that was given. */
type Finish = (code: number) => void;

/** What each command takes; what it does is loaded when it is given. In the order of the help. */
export function commands(finish: Finish): readonly Command[] {
  const all = [validate, render, run, resume, grade, agreement, report, importRun, test, analyze, compare];
  return all.map((define) => define(finish));
}

function validate(finish: Finish): Command {
  return command('validate', 'report every problem of the files', 'sarif')
    .addArgument(scenarioFiles())
    .action(async (files: readonly string[], options: CommonOptions) => {
      const { validateCommand } = await import('./commands/validateCommand.ts');
      finish(await validateCommand(files, createOutput(options)));
    });
}

function render(finish: Finish): Command {
  return command('render', 'print what each condition sends')
    .argument('<file>', 'a scenario file')
    .addOption(where())
    .action(async (file: string, options: CommonOptions & { readonly where: readonly string[] }) => {
      const { renderCommand } = await import('./commands/renderCommand.ts');
      finish(await renderCommand(file, options, createOutput(options)));
    });
}

function run(finish: Finish): Command {
  return command('run', 'try every condition on every model, and grade the transcripts')
    .addArgument(scenarioFiles())
    .addOption(
      new Option('--model <profile/name>', 'instead of the models of the file (repeatable)')
        .argParser(collect)
        .default([], 'those of the file'),
    )
    .addOption(where())
    .addOption(new Option('--samples <n>', 'instead of the samples of the file').argParser(wholeNumber))
    .addOption(out())
    .addOption(endpoint())
    .addOption(concurrency())
    .option('--fresh', 'send every trial, also those that an earlier run of the scenario completed', false)
    .addOption(budget())
    .option('--batch', 'send trials as batches: half the price, answered within a day', false)
    .addOption(approve())
    .addOption(prices())
    .option('--dry-run', 'say what would be run and what it may cost, and send nothing', false)
    .action(async (files: readonly string[], options: CommonOptions & RunOptions) => {
      const [{ keepHeapLean }, { runCommand }] = await Promise.all([
        import('./leanHeap.ts'),
        import('./commands/runCommand.ts'),
      ]);
      keepHeapLean();
      finish(await runCommand(files, options, createOutput(options)));
    });
}

function resume(finish: Finish): Command {
  return command('resume', 'go on with a run that was stopped, killed or out of budget')
    .addArgument(namedRun())
    .addOption(out())
    .addOption(endpoint())
    .addOption(concurrency())
    .addOption(budget())
    .addOption(approve())
    .action(async (named: string, options: CommonOptions & ResumeOptions) => {
      const [{ keepHeapLean }, { resumeCommand }] = await Promise.all([
        import('./leanHeap.ts'),
        import('./commands/resumeCommand.ts'),
      ]);
      keepHeapLean();
      finish(await resumeCommand(named, options, createOutput(options)));
    });
}

function test(finish: Finish): Command {
  return command('test', 'grade the examples of classifiers, and say which verdicts are not as expected')
    .addArgument(scenarioFiles())
    .addOption(
      new Option('--classifier <id>', 'only the examples of this classifier (repeatable)')
        .argParser(collect)
        .default([], 'all'),
    )
    .addOption(endpoint())
    .addOption(concurrency())
    .addOption(budget())
    .addOption(prices())
    .action(async (files: readonly string[], options: CommonOptions & TestOptions) => {
      const { testCommand } = await import('./commands/testCommand.ts');
      finish(await testCommand(files, options, createOutput(options)));
    });
}

function report(finish: Finish): Command {
  return command('report', 'write a run as a page, a table, or a log for another program')
    .addArgument(namedRun())
    .addOption(
      new Option('--as <form>', 'html to read, csv and jsonl to count, junit and sarif for CI, inspect for Inspect AI')
        .choices(reportFormats)
        .makeOptionMandatory(),
    )
    .option('-o, --output <path>', 'the file to write', '-')
    .addOption(out())
    .addOption(
      new Option('--transcripts <n>', 'html: the most transcripts in the page, a number or all')
        .argParser(numberOrAll)
        .default(defaultTranscripts),
    )
    .action(async (named: string, options: CommonOptions & ReportChoice) => {
      const { reportCommand } = await import('./commands/reportCommand.ts');
      finish(await reportCommand(named, options, createOutput(options)));
    });
}

function analyze(finish: Finish): Command {
  return command('analyze', 'what varies the rates of a run, and how sure that is')
    .addArgument(namedRun())
    .addOption(out())
    .addOption(
      new Option('--classifier <id>', 'only this one (repeatable)').argParser(collect).default([], 'all of the run'),
    )
    .action(async (named: string, options: CommonOptions & AnalyzeOptions) => {
      const { analyzeCommand } = await import('./commands/analyzeCommand.ts');
      finish(await analyzeCommand(named, options, createOutput(options)));
    });
}

function compare(finish: Finish): Command {
  return command('compare', 'two runs, or two models or two conditions of one: the second less the first')
    .argument('<first>', 'the folder of a run, or its name')
    .argument('[second]', 'another run; the same one when left out')
    .addOption(out())
    .addOption(
      new Option('--model <profile/name>', 'of both sides, or given twice, of each')
        .argParser(collect)
        .default([], 'each with its namesake'),
    )
    .addOption(
      new Option('--where <factor=level>', 'the levels of one condition').argParser(collect).default([], 'all'),
    )
    .addOption(
      new Option('--against <factor=level>', 'the levels of the second side, where they are others')
        .argParser(collect)
        .default([], 'those of --where'),
    )
    .action(async (first: string, second: string | undefined, options: CommonOptions & CompareOptions) => {
      const { compareCommand } = await import('./commands/compareCommand.ts');
      finish(await compareCommand([first, second], options, createOutput(options)));
    });
}

function importRun(finish: Finish): Command {
  return command('import', 'make a run of transcripts that were made elsewhere, to be graded and read')
    .addArgument(
      new Argument('<kind>', 'transcripts: a JSON object on each line; inspect: a log of Inspect AI, as JSON').choices(
        importKinds,
      ),
    )
    .argument('<path>', 'the file')
    .option('-o, --output <folder>', 'where .scenarist/runs is kept', '.')
    .option('--scenario <file>', 'the scenario that they belong to; without it the least one is written')
    .action(async (kind: ImportKind, path: string, options: CommonOptions & ImportChoice) => {
      const { importCommand } = await import('./commands/importCommand.ts');
      finish(await importCommand(kind, path, options, createOutput(options)));
    });
}

function grade(finish: Finish): Command {
  return command('grade', 'grade the transcripts of a run anew, as a run of its own; no trial is sent')
    .addArgument(namedRun())
    .option('--scenario <file>', 'the classifiers of this file, instead of those that the run had')
    .option('--judge <profile/name>', 'instead of the models that judge')
    .addOption(
      new Option('--classifier <id>', 'only this classifier (repeatable)').argParser(collect).default([], 'all'),
    )
    .addOption(out())
    .addOption(endpoint())
    .addOption(concurrency())
    .option('--fresh', 'give every verdict anew, also those that would be given again in the same way', false)
    .addOption(budget())
    .addOption(prices())
    .action(async (named: string, options: CommonOptions & GradeOptions) => {
      const [{ keepHeapLean }, { gradeCommand }] = await Promise.all([
        import('./leanHeap.ts'),
        import('./commands/gradeCommand.ts'),
      ]);
      keepHeapLean();
      finish(await gradeCommand(named, options, createOutput(options)));
    });
}

function agreement(finish: Finish): Command {
  return command('agreement', 'how often classifiers and the people who reviewed a run say the same')
    .addArgument(namedRun())
    .addOption(out())
    .action(async (named: string, options: CommonOptions & AgreementOptions) => {
      const { agreementCommand } = await import('./commands/agreementCommand.ts');
      finish(await agreementCommand(named, options, createOutput(options)));
    });
}
