import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { Format } from './output.ts';

/** Arguments and options that commands share. */

export function scenarioFiles(): Argument {
  return new Argument('<files...>', 'scenario files, folders of them, or patterns such as "**/*.scenario.yaml"');
}

export function namedRun(): Argument {
  return new Argument('<run>', 'the folder of a run, or its name');
}

export function out(): Option {
  return new Option('--out <folder>', 'where .scenarist/runs is kept').default('.');
}

export function prices(): Option {
  return new Option('--prices <file>', 'a JSON file of prices, in the form of the setting scenarist.prices');
}

export function endpoint(): Option {
  return new Option(
    '--endpoint <profile=url>',
    'send the requests of a profile elsewhere, or name a server of your own (repeatable)',
  )
    .argParser(collect)
    .default([], "the provider's own");
}

export function concurrency(): Option {
  return new Option('--concurrency <n>', 'the most requests under way at once').argParser(wholeNumber).default(10);
}

export function approve(): Option {
  return new Option(
    '--approve <who>',
    'who decides on actions whose tools ask: ask (you, on the terminal), all, none, or a file of rules',
  ).default(undefined, 'ask, on a terminal');
}

export function budget(): Option {
  return new Option('--budget <usd>', 'stop before all that is run can cost more US dollars than this').argParser(
    dollars,
  );
}

export function command(name: string, description: string, ...formats: readonly Format[]): Command {
  return new Command(name)
    .description(description)
    .addOption(
      new Option('--format <format>', 'text for people, the others for programs')
        .choices(['text', 'json', ...formats])
        .default('text'),
    )
    .option('--no-color', 'no colours')
    .exitOverride();
}

export function where(): Option {
  return new Option('--where <factor=level>', 'only conditions with this level (repeatable)')
    .argParser(collect)
    .default([], 'all');
}

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function dollars(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0 || number > 1e6)
    throw new InvalidArgumentError('It has to be an amount of US dollars above 0.');
  return number;
}

export function numberOrAll(value: string): number {
  if (value === 'all') return Infinity;
  return value === '0' ? 0 : wholeNumber(value);
}

export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It has to be a whole number from 1.');
  return number;
}
