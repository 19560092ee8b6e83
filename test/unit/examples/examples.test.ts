import { describe, expect, it } from 'vitest';
import { documentedRates } from '../../support/documentedRates.ts';
import { check, exampleModel, exampleNames, exampleText } from '../../support/examples.ts';

describe.each(exampleNames)('the example %s', (example) => {
  it('has no problem, not even a hint', () => {
    expect(check(exampleText(example)).problems).toEqual([]);
  });

  it('documents the rates that its scripted model has', () => {
    const { conditions } = check(exampleText(example));
    const rates = documentedRates(example);
    expect(rates.table).toEqual(rates.weights);
    expect(rates.table.map(({ levels }) => levels)).toEqual(conditions.map(({ levels }) => levels));
  });

  it('takes no key and no network: its models are scripts beside it', () => {
    const { scenario } = check(exampleText(example));
    const judges = scenario?.classifiers.flatMap(({ judge }) => (judge === null ? [] : [judge.model])) ?? [];
    const models = [...(scenario?.run.models ?? []), ...judges];
    expect(models.length).toBeGreaterThan(0);
    for (const { profile, name } of models) {
      expect(profile).toBe('scripted');
      expect(exampleModel(example, name)).not.toBeNull();
    }
  });

  it('has its control arm in the design: some condition has every factor at its baseline', () => {
    const { scenario, conditions } = check(exampleText(example));
    const baseline = Object.fromEntries(scenario?.factors.map(({ name, baseline: level }) => [name, level]) ?? []);
    expect(conditions.map(({ levels }) => levels)).toContainEqual(baseline);
  });
});
