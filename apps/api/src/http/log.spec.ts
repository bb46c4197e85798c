import { describe, expect, it } from '@jest/globals';
import { Log, type LogFields } from './log.js';

const logged = (write: (log: Log) => void): string => {
  const lines: string[] = [];
  write(new Log('info', { write: (line) => void lines.push(line) }));
  return lines.join('');
};

describe('the log', () => {
  it('drops what is not on its list, also when it is cast in', () => {
    const fields = { status: 200, email: 'ada@example.org' } as LogFields;
    expect(logged((log) => log.info('request.answered', fields))).toMatch(/"status":200.*"msg":"request.answered"/);
    expect(logged((log) => log.info('request.answered', fields))).not.toContain('ada@');
  });

  it('keeps class, code and places of an error, never its message', () => {
    const error = Object.assign(new Error('invalid input syntax:\n  at Ada Muster'), { code: '22P02', detail: 'Ada Muster' });
    const line = logged((log) => log.error('request.failed', error));
    expect(line).toMatch(/"error":"Error".*"sqlState":"22P02"/);
    expect(line).toContain('log.spec');
    expect(line).not.toContain('Ada Muster');
  });
});
