import { pipelineRunReportSchema, runOutputSchema } from './PipelineRun';

const REPORT = {
  id: 'github-1234:1',
  operation: 'apply',
  status: 'running',
  startedAt: '2026-11-25T10:00:00Z',
};

describe('pipelineRunReportSchema', () => {
  it('should take the shortest report, which is not simulated', () => {
    expect(pipelineRunReportSchema.parse(REPORT)).toEqual({
      ...REPORT,
      simulated: false,
    });
  });

  it('should take a full one', () => {
    const report = {
      ...REPORT,
      status: 'succeeded',
      finishedAt: '2026-11-25T10:14:00Z',
      commit: '4f1c2a9',
      url: 'https://git.example/acme/platform/actions/runs/1234',
      simulated: true,
      summary: { add: 83, change: 0, replace: 0, destroy: 0 },
      modules: [
        { module: 'network', status: 'succeeded', done: 31, total: 31 },
      ],
      outputs: [
        { name: 'endpoint', sensitive: false, value: 'https://x.example' },
      ],
      leftovers: [],
      show: { format_version: '1.2' },
    };
    expect(pipelineRunReportSchema.parse(report)).toEqual(report);
  });

  it.each([
    ['an id that is a path', { id: '../x' }, 'id'],
    ['a long id', { id: 'x'.repeat(129) }, 'id'],
    ['a status that is none', { status: 'done' }, 'status'],
    ['a script for a link', { url: `java${'script'}:alert(1)` }, 'url'],
    ['a commit that is none', { commit: 'HEAD' }, 'commit'],
    ['a time without a zone', { startedAt: '2026-11-25 10:00' }, 'startedAt'],
  ])('should refuse %s', (_, fields, path) => {
    const parsed = pipelineRunReportSchema.safeParse({ ...REPORT, ...fields });
    expect(parsed.error?.issues.map(issue => issue.path)).toEqual([[path]]);
  });

  it('should refuse a negative count', () => {
    const summary = { add: -1, change: 0, replace: 0, destroy: 0 };
    const parsed = pipelineRunReportSchema.safeParse({ ...REPORT, summary });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([
      ['summary', 'add'],
    ]);
  });

  it('should refuse 1,001 leftovers', () => {
    const leftovers = Array.from({ length: 1001 }, () => 'aws_eip.nat');
    const parsed = pipelineRunReportSchema.safeParse({ ...REPORT, leftovers });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([
      ['leftovers'],
    ]);
  });
});

describe('runOutputSchema', () => {
  it('should not keep the value of what is sensitive', () => {
    const output = { name: 'password', sensitive: true, value: 'hunter2' };
    expect(runOutputSchema.parse(output)).toEqual({ ...output, value: null });
    const open = { name: 'endpoint', sensitive: false, value: 'x' };
    expect(runOutputSchema.parse(open)).toEqual(open);
  });
});
