import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { nodesMetadataClosed } from './nodesMetadataClosed';

function withOptions(options: Record<string, unknown>) {
  return aDocument({ 'aws_launch_template.t': { metadata_options: options } });
}

describe('nodesMetadataClosed', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(nodesMetadataClosed, aFullSpec())).toEqual([]);
  });

  it.each([
    { http_tokens: 'required', http_put_response_hop_limit: 1 },
    { http_tokens: '${var.tokens}', http_put_response_hop_limit: '${var.n}' },
    { http_endpoint: 'disabled', http_tokens: 'optional' },
  ])('should accept %j', options => {
    expect(violationsIn(nodesMetadataClosed, withOptions(options))).toEqual([]);
  });

  it.each([
    [
      { http_tokens: 'optional', http_put_response_hop_limit: 1 },
      ['It answers without a token.'],
    ],
    [
      { http_tokens: 'required' },
      [
        'Nothing keeps its answers to one hop, and images may let them cross 2.',
      ],
    ],
    [
      { http_tokens: 'required', http_put_response_hop_limit: null },
      [
        'Nothing keeps its answers to one hop, and images may let them cross 2.',
      ],
    ],
    [
      { http_put_response_hop_limit: 2 },
      [
        'It answers without a token.',
        'Its answers cross 2 hops, into the pods.',
      ],
    ],
    [
      { http_tokens: 'required', http_put_response_hop_limit: '2' },
      ['Its answers cross 2 hops, into the pods.'],
    ],
  ])('should find %j', (options, details) => {
    expect(violationsIn(nodesMetadataClosed, withOptions(options))).toEqual(
      details.map(detail => ({ resource: 'aws_launch_template.t', detail })),
    );
  });
});
