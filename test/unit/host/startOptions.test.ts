import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../host/startOptions.ts';

describe('parseStartOptions', () => {
  it.each([
    ['nothing', [], { port: 0, folder: '/root/examples', vsix: '/root/dist/scenarist.vsix' }],
    ['a port', ['--port', '8080'], { port: 8080, folder: '/root/examples', vsix: '/root/dist/scenarist.vsix' }],
    ['paths', ['--folder=/abs', '--vsix', 'x.vsix'], { port: 0, folder: '/abs', vsix: '/root/x.vsix' }],
  ])('%s', (_name, args, expected) => {
    expect(parseStartOptions(args, '/root')).toEqual(expected);
  });

  it.each([['--port=x'], ['--port=-1'], ['--port=1.5'], ['--port=65536'], ['--port='], ['--unknown'], ['file']])(
    'refuses %s',
    (argument) => {
      expect(() => parseStartOptions([argument], '/root')).toThrow();
    },
  );
});
