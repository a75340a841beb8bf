import { aPreview } from '../__testUtils__/aPreview';
import { aSpec } from '../__testUtils__/aSpec';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../__testUtils__/FakeEnvironmentsApi';
import { askForPreview } from './previewQuestion';

function ask(api: FakeEnvironmentsApi) {
  const onAnswer = jest.fn();
  const onProblem = jest.fn();
  const onSlow = jest.fn();
  const spec = aSpec();
  const end = askForPreview({ api, spec, onAnswer, onProblem, onSlow });
  return { onAnswer, onProblem, onSlow, end };
}

describe('askForPreview', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('should wait until typing pauses', async () => {
    const api = new FakeEnvironmentsApi();
    const { onAnswer } = ask(api);
    await jest.advanceTimersByTimeAsync(249);
    expect(api.previews).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(api.previews).toHaveLength(1);
    expect(onAnswer).toHaveBeenCalledWith(aPreview());
  });

  it('should ask nothing that was ended before the pause', async () => {
    const api = new FakeEnvironmentsApi();
    ask(api).end();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(api.previews).toHaveLength(0);
  });

  it('should end a question that runs, and not hear its late answer', async () => {
    const api = new FakeEnvironmentsApi();
    let open: (value: unknown) => void = () => undefined;
    api.gate = new Promise(resolve => {
      open = resolve;
    });
    const { onAnswer, end } = ask(api);
    await jest.advanceTimersByTimeAsync(250);
    end();
    expect(api.previews[0].signal?.aborted).toBe(true);
    open(undefined);
    await jest.advanceTimersByTimeAsync(0);
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it('should ask again while the backend is busy, and only then', async () => {
    const api = new FakeEnvironmentsApi();
    api.previewFailure = httpError(503, 'four questions wait already');
    const { onAnswer, onProblem } = ask(api);
    await jest.advanceTimersByTimeAsync(250);
    expect(onProblem).toHaveBeenCalledWith({
      kind: 'busy',
      message: 'four questions wait already',
    });
    api.previewFailure = undefined;
    await jest.advanceTimersByTimeAsync(2_000);
    expect(onAnswer).toHaveBeenCalledWith(aPreview());

    api.previewFailure = httpError(500, 'broken');
    const broken = ask(api);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(broken.onProblem).toHaveBeenCalledTimes(1);
    expect(broken.onSlow).not.toHaveBeenCalled();
  });

  it('should not say that a portal which is busy for long has not answered', async () => {
    const api = new FakeEnvironmentsApi();
    api.previewFailure = httpError(503, 'four questions wait already');
    const { onProblem } = ask(api);
    await jest.advanceTimersByTimeAsync(15_250);
    expect(onProblem).toHaveBeenLastCalledWith({
      kind: 'unreachable',
      message: 'The portal has been too busy for 15 s.',
    });
  });

  it('should say that it takes long, and give up in the end', async () => {
    const api = new FakeEnvironmentsApi();
    api.gate = new Promise(() => undefined);
    const { onSlow, onProblem } = ask(api);
    await jest.advanceTimersByTimeAsync(2_249);
    expect(onSlow).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(onSlow).toHaveBeenCalledTimes(1);
    expect(onProblem).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(13_000);
    expect(onProblem).toHaveBeenCalledWith({
      kind: 'unreachable',
      message: 'The portal has not answered for 15 s.',
    });
    expect(api.previews[0].signal?.aborted).toBe(true);
  });
});
