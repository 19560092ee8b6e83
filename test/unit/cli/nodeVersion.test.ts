import { describe, expect, it } from 'vitest';
import { nodeComplaint } from '../../../src/cli/nodeVersion.ts';

describe('a Node that is too old', () => {
  it.each(['18.0.0', '20.20.2', '21.7.3'])('is told what it takes: %s', (version) => {
    expect(nodeComplaint(version)).toContain(`needs Node 22 or newer, and this is ${version}`);
  });

  it.each(['22.0.0', '24.21.0', '100.0.0'])('is not %s', (version) => {
    expect(nodeComplaint(version)).toBeNull();
  });
});
